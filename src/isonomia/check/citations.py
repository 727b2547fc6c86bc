"""How laws are cited, in one place, so that a provision reads the same in every finding."""

from isonomia.check.definition import Citation

_EUR_LEX = "https://eur-lex.europa.eu/eli/"


def ai_act(article: str) -> Citation:
    """Regulation (EU) 2024/1689: `5(1)(c)(i)`, `Annex III 5(b)`, `recital 31`."""
    return Citation(f"AI Act {article}", _EUR_LEX + "reg/2024/1689/oj")


def guidelines(paragraphs: str) -> Citation:
    """The Commission's guidelines on prohibited AI practices, by paragraph."""
    return Citation(
        f"Commission Guidelines on prohibited AI practices, C(2025) 5052, para. {paragraphs}",
        "https://digital-strategy.ec.europa.eu/en/library/commission-publishes-guidelines-prohibited-artificial-intelligence-ai-practices-defined-ai-act",
    )


def gdpr(article: str) -> Citation:
    """Regulation (EU) 2016/679; in the United Kingdom the UK GDPR has the same number."""
    return Citation(f"GDPR {article}", _EUR_LEX + "reg/2016/679/oj")


def data_protection_guidelines(name: str, part: str) -> Citation:
    """Guidelines of the European Data Protection Board, or of the working party before it."""
    return Citation(
        f"{name}, {part}",
        "https://www.edpb.europa.eu/our-work-tools/general-guidance/guidelines-recommendations-best-practices_en",
    )


def charter(article: str) -> Citation:
    """Charter of Fundamental Rights of the European Union."""
    return Citation(f"EU Charter {article}", _EUR_LEX + "treaty/char_2012/oj")


def treaty(article: str) -> Citation:
    """Treaty on the Functioning of the European Union."""
    return Citation(f"TFEU {article}", _EUR_LEX + "treaty/tfeu_2012/oj")


def convention(article: str) -> Citation:
    """European Convention on Human Rights and its protocols (`P4-2`: protocol 4, article 2)."""
    return Citation(f"ECHR {article}", "https://www.echr.coe.int/documents/d/echr/Convention_ENG")


def covenant(article: str) -> Citation:
    """International Covenant on Civil and Political Rights."""
    return Citation(
        f"ICCPR {article}",
        "https://www.ohchr.org/en/instruments-mechanisms/instruments/international-covenant-civil-and-political-rights",
    )


def court_of_justice(case: str, name: str, day: str) -> Citation:
    """A judgment of the Court of Justice: case number, short name, date as one writes it."""
    return Citation(
        f"CJEU, {case} ({name}), {day}", f"https://curia.europa.eu/juris/liste.jsf?num={case.split(maxsplit=1)[0]}"
    )


def directive(number: str, article: str, name: str = "") -> Citation:
    """A directive by number (`2024/2831`), article and, if it helps, its short name."""
    title = f" ({name})" if name else ""
    return Citation(f"Directive {number}{title}, article {article}", _EUR_LEX + f"dir/{number}/oj")


def digital_services_act(article: str) -> Citation:
    """Regulation (EU) 2022/2065."""
    return Citation(f"Digital Services Act {article}", _EUR_LEX + "reg/2022/2065/oj")


def united_kingdom(provision: str, url: str = "https://www.legislation.gov.uk/") -> Citation:
    """A provision of the law of the United Kingdom."""
    return Citation(provision, url)


def united_states(provision: str, url: str = "") -> Citation:
    """A provision of federal, state or city law."""
    return Citation(provision, url)


def china(provision: str, url: str = "") -> Citation:
    """A law, measure or notice of the People's Republic of China."""
    return Citation(provision, url)
