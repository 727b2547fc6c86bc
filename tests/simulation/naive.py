"""The submodels a second time: slow and obvious, in Python's own whole numbers and fractions.

Nothing here is shared with the kernel but the tables of a run. Where the kernel works on 16 bits, on blocks of people, or
only on who has changed, these functions do the plain thing; tests hold the two equal.
"""

from fractions import Fraction
from typing import Any

ACT, ACT_FINE, FALSE_RECORD, EVENT, FALSE_EVENT, REPORT, CONTEST, DECISION = range(8)
SYNTHESIS, DISPOSITION = 16, 17
KNOWS, MEMBER = 1, 2
WHOLE = 8192
CERTAIN, LARGEST = 32767, 12288
ALL = 2**32
NEVER_DUE = 65535
Words = list[int]
State = dict[str, Any]


def philox(counter: tuple[int, int, int, int], key: tuple[int, int]) -> Words:
    """Philox4x32-10 as in section 3.3 of the paper."""
    (c0, c1, c2, c3), (k0, k1) = counter, key
    for _ in range(10):
        p0, p1 = 0xD2511F53 * c0, 0xCD9E8D57 * c2
        c0, c1, c2, c3 = (p1 >> 32) ^ c1 ^ k0, p1 % ALL, (p0 >> 32) ^ c3 ^ k1, p0 % ALL
        k0, k1 = (k0 + 0x9E3779B9) % ALL, (k1 + 0xBB67AE85) % ALL
    return [c0, c1, c2, c3]


def draw(seed: int, stream: int, person: int, tick: int, slot: int = 0) -> Words:
    """The four words of one address."""
    return philox((person, tick, slot, stream), (seed % ALL, seed // ALL))


def permutation(size: int, seed: int, number: int) -> list[int]:
    """The far ties of a district: four Feistel rounds on the least even number of bits, walked until inside."""
    half = 1
    while 4**half < size:
        half += 1
    key = (seed % ALL, (seed >> 32 ^ 0x46454953 ^ number << 8 ^ size) % ALL)

    def once(value: int) -> int:
        left, right = value >> half, value % 2**half
        for turn in range(4):
            left, right = right, left ^ philox((right, turn, 0, 0), key)[0] % 2**half
        return left << half | right

    images = []
    for place in range(size):
        image = once(place)
        while image >= size:
            image = once(image)
        images.append(image)
    return images


def ties(place: int, size: int, near: int, permutations: list[list[int]]) -> list[int]:
    """The places of a person's ties, in the order in which a report chooses one: above, below, then far ones."""
    ring = [place + step for step in range(1, near + 1)] + [place - step for step in range(1, near + 1)]
    far = [end for images in permutations for end in (images[place], images.index(place))]
    return [item % size for item in ring] + far


def act_number(seed: int, person: int, tick: int, activity: int) -> int:
    """The 32-bit number that decides an act and its detection: 16 bits of one stream, then 16 of the other."""
    word, shift = activity % 8 // 2, 16 * (activity % 2)
    halves = [draw(seed, stream, person, tick, activity // 8)[word] >> shift & 0xFFFF for stream in (ACT, ACT_FINE)]
    return halves[0] << 16 | halves[1]


def chance(odds: int, norm: int | None, shift: int) -> Fraction:
    """The chance that odds of 16 bits on a scale of 2^shift stand for; 65535 is certain. `norm`: a factor in 1/65536."""
    if odds == 65535:
        return Fraction(1)
    real = Fraction(odds if norm is None else odds * norm // 65536, 2**shift)
    return real / (1 + real)


def happens(number: int, probability: Fraction) -> bool:
    """Whether an event of this probability is the case for a number of 0 .. 2^32 - 1: for floor(2^32 p) of them."""
    return number + 1 <= probability * ALL


def detection(units: int) -> Fraction:
    """A chance in 1/65535, on 32 bits: 0 and 1 are exact."""
    return Fraction(1) if units == 65535 else Fraction(units * 65537, ALL)


def circumstances(state: State, scoring: State, edge_points: int, trust_mean: int) -> State:
    """The sixteen steps of income, trust, strain and belief, and the bits, that conduct depends on."""
    return {
        "income": min((state["income"] + 512) // 1024, 15),
        "trust": max(0, min((state["trust"] - trust_mean + 8 * 512 + 256) // 512, 15)),
        "strain": min((state["strain"] + 256) // 512, 15),
        "vigilance": min((state["vigilance"] + 256) // 512, 15),
        "flags": state["flags"] & (KNOWS | MEMBER),
        "at_edge": edge_points > 0 and any(abs(state["score"] - one) <= edge_points for one in scoring["threshold"]),
    }


def key_of(found: State) -> int:
    """The steps and bits as the one number under which a person's odds are kept."""
    parts = (found["income"], found["trust"] << 4, found["strain"] << 8, found["vigilance"] << 12, found["flags"] << 16)
    return sum(parts) + (found["at_edge"] << 18)


def conduct_log_odds(own: int, activity: int, group: int, found: State, conduct: State, life: State) -> int:
    """The sum of all that moves one activity, in 1/1024 log-odds; usual income and trust count nothing."""
    income = 1024 * (found["income"] - 8)
    trust = 512 * (found["trust"] - 8)
    strain = 512 * found["strain"]
    total = own + conduct["norm_offset"][activity]
    total -= conduct["money"][activity] * income // WHOLE
    total += conduct["trust"][activity] * trust // WHOLE
    total += conduct["strain"][activity] * strain // WHOLE
    if found["flags"] != KNOWS | MEMBER:
        return total

    def feared(of: int) -> int:
        believed = min(65535, conduct["detection"][of][group] * 512 * found["vigilance"] // 1024)
        return conduct["fear"][of] * believed // 65535

    factor = life["edge_factor"] if found["at_edge"] else 1024
    near = sum(share * feared(other) // 1024 for other, share in enumerate(conduct["near"][activity]))
    return total + conduct["incentive"][activity] * factor // 1024 - (feared(activity) + near) * factor // 1024


def odds(log_odds: int, number: int, activity: int, conduct: State, table: list[int]) -> int:
    """Log-odds as odds on the activity's scale; `table` holds e^z in 1/2^31, 0 last, from z = -24 on."""
    below = min(0, log_odds - conduct["z_top"][activity])
    fraction = (number * 64 + activity) * 0x9E3779B97F4A7C15 % 2**64 // 2**33
    return 0 if below < -24 * 1024 else (conduct["top"][activity] * table[below - 1] + fraction) // 2**31


def live(state: State, life: State) -> None:
    """What follows from the band: adverse once notice has passed, benefits at once, nothing for who is no member."""
    band = state["band"]
    is_adverse = bool(life["adverse"][band])
    is_member, weeks = bool(state["flags"] & MEMBER), max(0, state["spell"])
    applies = is_member and (not is_adverse or weeks >= life["notice_weeks"])
    if is_member and is_adverse and not applies and state["restricted"]:
        return
    state["restricted"] = int(applies and is_adverse)
    state["income_target"] = min(4 * WHOLE - 1, life["income"][band]) if applies else WHOLE
    state["trust_target"] = within(state["trust_usual"] + (life["trust"][band] if applies else 0))
    state["strain_target"] = life["strain"][band] if applies else 0


def within(value: int) -> int:
    """Held between nothing and the whole of a scale."""
    return max(0, min(WHOLE, value))


def feel_record(state: State, life: State, activity: int, lost: int, marks: State) -> None:
    """What a new record does; `marks`: is_false, is_adverse, is_favourable."""
    if marks["is_adverse"]:
        state["trust"] += life["trust_false"] if marks["is_false"] else life["trust_true"]
        state["strain"] += life["strain_record"]
        state["vigilance"] = min(8191, state["vigilance"] + life["vigilance_record"])
    if marks["is_favourable"]:
        state["trust"] += life["trust_reward"]
    if not marks["is_false"] and abs(state["own"][activity]) != CERTAIN:
        step = -lost if marks["is_favourable"] else lost if marks["is_adverse"] else 0
        state["own"][activity] = min(LARGEST, max(-LARGEST, state["own"][activity] + step))
    state["trust"], state["strain"] = within(state["trust"]), within(state["strain"])


def feel_redress(state: State, life: State) -> None:
    """What an upheld contest does."""
    state["trust"] = within(state["trust"] + life["trust_redress"])


def drifted(value: int, target: int, rate: int) -> int:
    """A step of rate/32768 of the way to the target, rounded half up."""
    return value + (2 * (target - value) * rate + 32768) // 65536


def drift(state: State, life: State) -> None:
    """A week's drift of income, trust, strain and belief; belief drifts to the truth, which is 1024."""
    for name in ("income", "trust", "strain"):
        state[name] = drifted(state[name], state[f"{name}_target"], life["recovery"])
    state["vigilance"] = drifted(state["vigilance"], 1024, life["vigilance_rate"])


def week_of_decision(queue: int, tick: int, service: int, people: int) -> tuple[int, int]:
    """(when the reviewers are free again, in microweeks; the week of the decision). `service`: for 1,000 people."""
    if service == 0:
        return queue, NEVER_DUE
    ready = max(queue, tick * 1_000_000) + service * 1000 // people
    return ready, min(NEVER_DUE, max(tick + 1, -(-ready // 1_000_000)))


def choose(word: int, choices: list[tuple[int, int]]) -> int | None:
    """The template of the first threshold above a number; none where the shares leave some over."""
    return next((template for template, below in choices if word < below), None)


def day_of(word: int, tick: int) -> int:
    """The day of the week that a 32-bit number stands for."""
    return 7 * tick + word * 7 // ALL


def rare_number(seed: int, person: int, tick: int) -> int:
    """The person's word of the rare draws: four people share a block."""
    return draw(seed, FALSE_RECORD, person // 4, tick)[person % 4]


def leaves(number: int, trust: int, chances: list[int]) -> bool:
    """Whether a member leaves: by the upper end of the rare draw, by sixteenths of trust."""
    return number >= ALL - chances[min(15, trust // 512)]
