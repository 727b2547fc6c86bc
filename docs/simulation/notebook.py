# ---
# jupyter:
#   kernelspec: {display_name: Python 3, language: python, name: python3}
# ---

# %% [markdown]
# # A notebook: Rongcheng, its errors, and what hangs on fear
#
# What does the scheme of Rongcheng do to a county, if the county is as the shipped society assumes? This notebook asks
# four questions of it. Every number is from synthetic people. It takes half a minute; the first run on a machine takes
# up to a minute more, to compile.
#
# [Download it](notebook.ipynb), and `pip install isonomia polars jupyterlab` to run and change it.

# %%
import textwrap
from pathlib import Path

import altair as alt
import polars as pl
from ruamel.yaml import YAML

import isonomia

alt.renderers.enable("svg")
pl.Config(tbl_formatting="ASCII_MARKDOWN", tbl_hide_column_data_types=True, tbl_hide_dataframe_shape=True)
pl.Config(tbl_rows=30, tbl_cols=12, tbl_width_chars=110, fmt_str_lengths=50, float_precision=3)

numbers = {"society": "chinese-county-2015", "people": 3000, "weeks": 52, "replicates": 5, "seed": 1}
result = isonomia.simulate("rongcheng", **numbers)
for finding in result.findings:
    print(textwrap.fill(finding, 100, initial_indent="- ", subsequent_indent="  "))

# %% [markdown]
# Each replicate is a pair of runs: the same 3,000 people, with the same luck, under the scheme and under none. What is
# reported is the difference, with a 95 % interval over the five.
#
# ## Is lawful conduct silenced?
#
# Tables are Arrow, so polars takes them as they are. These are the activities that are anyone's right.

# %%
activities = isonomia.load_society("chinese-county-2015").file.activities
titles = {name: activity.title for name, activity in activities.items()}
lawful = [name for name, activity in activities.items() if activity.moral.value == "lawful"]
conduct = pl.DataFrame(result.measures).filter(pl.col("measure") == "conduct", pl.col("group") == "everyone")
shown = conduct.filter(pl.col("item").is_in(lawful)).with_columns(pl.col("item").replace(titles))
shown.select("item", "scheme", "baseline", "relative", "relative_low", "relative_high")


# %% alt="Change of each lawful activity under Rongcheng, in percent, with 95 percent intervals"
def changes(rows, title):
    """Relative changes as points with their intervals."""
    chart = alt.Chart(rows, title=title, width=420).encode(alt.Y("item", title=None, sort=None).axis(labelLimit=260))
    span = chart.mark_rule().encode(alt.X("relative_low", title="change").axis(format="+.1%"), alt.X2("relative_high"))
    nothing = alt.Chart().mark_rule(strokeDash=[3, 3]).encode(x=alt.datum(0))
    return alt.layer(nothing, span, chart.mark_point(filled=True, size=50).encode(alt.X("relative"))).configure(
        background="white"
    )


changes(shown, "Lawful conduct under Rongcheng, against no scheme")

# %% [markdown]
# What falls is bills that are paid on time and things that are bought: who is closed out has less money. Without the
# effects on income they stay as they were. Fear does not enter: assemblies and complaints stay as they are, and
# critical posts even rise a little, as trust falls. The reason is in the scheme, and no finding about scoring as such:
# Rongcheng, as it was published, counts no posts.
#
# ## Who is punished by mistake?
#
# A person is *under restriction by error* in a week in which their true records alone would not have brought an adverse
# consequence.

# %%
error = pl.DataFrame(result.measures).filter(pl.col("measure") == "harm_by_error")
error.filter(pl.col("item").is_in(["under restriction by error", "share of restriction that is error"])).select(
    "item", "group", "scheme", "scheme_low", "scheme_high"
)

# %% [markdown]
# Time under restriction is per 1,000 people and week. Some of the intervals are wide, and some reach past what can be:
# five replicates of 3,000 people hold few restricted newcomers. More people or replicates narrow them; what is assumed
# about errors they do not touch. One number can be read off with its interval:

# %%
result.row("harm_by_error", "share of restriction that is error").scheme

# %% [markdown]
# ## What hangs on fear?
#
# How much people fear detection is an assumption, in every activity. So we take it to both ends of its range by hand: a
# society is a text file, and a changed one is another file. Beside Rongcheng we put `national-list`, an invented scheme
# that does count posts.

# %%
yaml = YAML()


def with_fear(end):
    """The county with all fear at one end of its range: 0 the least, 1 the most."""
    county = yaml.load(isonomia.load_society("chinese-county-2015").text)
    for activity in county["activities"].values():
        if "fear" in activity:
            activity["fear"]["value"] = activity["fear"]["range"][end]
    path = Path(f"county-fear-{end}.yaml")
    yaml.dump(county, path)
    return path


rows = []
for scheme in ("rongcheng", "national-list"):
    for words, society in (("least", with_fear(0)), ("as stated", numbers["society"]), ("most", with_fear(1))):
        run = isonomia.simulate(scheme, **(numbers | {"society": society}))
        for activity in ("traffic_offence", "critical_post", "lawful_assembly"):
            change = run.row("conduct", activity).relative
            rows.append((scheme, words, titles[activity], change.mean, change.low, change.high))
fear = pl.DataFrame(rows, ["scheme", "fear", "item", "relative", "relative_low", "relative_high"], orient="row")
fear

# %% [markdown]
# Under Rongcheng fear moves traffic offences, and posts and assemblies not at all. Under the list that counts posts,
# posts fall whatever people fear, as points are worth something to them; but *assemblies*, which no rule of the list
# names, fall by one in a hundred or by three, as fear has it. A finding that hangs on one unmeasured number is a
# question to ask of people, and no result. Only one in nine here knows the rules (`response.know`): that is the next
# number to vary.
#
# ## What does the adapted variant change?
#
# `isonomia adapt` writes the variant of a scheme that keeps what could stay under the law of a place. Its account is
# long; the last line sums it up.

# %%
# !isonomia adapt rongcheng --jurisdiction eu --as-of 2026-01-01 -o adapted.yaml 2>&1 | tail -n 1

# %% alt="Change of each activity under the adapted variant of Rongcheng, against Rongcheng, in percent"
adapted = isonomia.simulate("adapted.yaml", baseline="rongcheng", **numbers)
moved = pl.DataFrame(adapted.measures).filter(
    pl.col("measure") == "conduct", pl.col("group") == "everyone", pl.col("baseline") > 0.1
)
changes(moved.with_columns(pl.col("item").replace(titles)), "Adapted variant, against Rongcheng")

# %%
for measure, item in (
    ("harm_by_error", "under restriction"),
    ("trust", "trust"),
    ("privacy", "records made per person and year"),
):
    row = adapted.row(measure, item)
    print(f"{item}: {row.scheme.mean:.3f} adapted, {row.baseline.mean:.3f} in Rongcheng")

# %% [markdown]
# The variant restricts nobody, since nothing adverse was left that may follow. It also deters nobody: what Rongcheng
# held down comes back. Which of the two is better is not for a simulator to say.
#
# ## What it rests on

# %%
print(result.to_text().rstrip().split("\n\n")[-1])
