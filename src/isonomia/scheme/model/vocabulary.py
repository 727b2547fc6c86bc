"""The closed vocabularies of the format. Each value carries the sentence that explains it in the docs."""

from enum import StrEnum
from typing import Any


class Vocabulary(StrEnum):
    """A set of words of the format, each with its explanation."""

    explanation: str

    def __new__(cls, value: str, explanation: str) -> "Vocabulary":
        member = str.__new__(cls, value)
        member._value_ = value
        member.explanation = explanation
        return member


class ControllerKind(Vocabulary):
    """What kind of organisation runs the scheme."""

    ASSOCIATION = "association", "A club or society of members."
    COOPERATIVE = "cooperative", "A co-operative owned by its members."
    COMPANY = "company", "A commercial firm."
    PLATFORM = "platform", "An online platform."
    BANK = "bank", "A bank or other lender."
    CREDIT_BUREAU = "credit_bureau", "A credit reference agency."
    INSURER = "insurer", "An insurance undertaking."
    EMPLOYER = "employer", "An employer, towards its staff."
    LANDLORD = "landlord", "A landlord or housing body."
    SCHOOL = "school", "A school."
    UNIVERSITY = "university", "A university."
    MUNICIPALITY = "municipality", "A town, city or county."
    AUTHORITY = "authority", "A state authority or agency."
    COURT = "court", "A court."
    OTHER = "other", "None of these."


class Participation(Vocabulary):
    """How people come to take part."""

    VOLUNTARY = "voluntary", "People join by choice and may leave."
    CONTRACT = "contract", "Taking part is a term of a contract that people enter."
    MANDATORY = "mandatory", "People are enrolled without being asked."


class Method(Vocabulary):
    """How facts become points."""

    FIXED_POINTS = "fixed_points", "People wrote the points; the rules are executed as written."
    LEARNED = "learned", "A statistical or machine-learned model gives the points."
    LLM = "llm", "A language model gives the points."


class WeightsFrom(Vocabulary):
    """Where the numbers in the rules come from."""

    PEOPLE = "people", "People chose every weight and threshold."
    DATA = "data", "Weights or thresholds were fitted to data; the law then treats the scheme as learned."


class ScoreBy(Vocabulary):
    """Who makes the score."""

    SELF = "self", "The controller computes the score itself."
    THIRD_PARTY = "third_party", "The score is bought or taken from someone else; using it is still one's own decision."


class Purpose(Vocabulary):
    """What kind of end a scheme pursues."""

    PREVENTION = "prevention", "To avert dangers."
    PUNISHMENT = "punishment", "To punish conduct."
    REWARD = "reward", "To thank or encourage."
    RISK_ASSESSMENT = "risk_assessment", "To estimate a risk, such as default."
    ACCESS = "access", "To decide who may use something."
    OTHER = "other", "None of these."


class SourceKind(Vocabulary):
    """What kind of record a source is."""

    ATTENDANCE = "attendance", "Who was present or took part, and how long."
    REGISTER = "register", "An official or membership register."
    COURT = "court", "Decisions of courts."
    PENALTY = "penalty", "Fines and administrative penalties."
    PAYMENT = "payment", "Payments made, late or missed."
    CREDIT = "credit", "Loans, accounts and their repayment."
    PURCHASE = "purchase", "What people buy."
    CONTRACT = "contract", "Contracts and their performance."
    VOTE = "vote", "Votes or ratings by other members on content."
    RATING = "rating", "Ratings of a person by other people."
    REVIEW = "review", "Assessments by a named reviewer."
    EXAM = "exam", "Examinations, marks and homework."
    SENSOR = "sensor", "Readings of devices: cameras, meters, trackers."
    LOCATION = "location", "Where people are or move."
    DEVICE = "device", "Data read from a person's phone, browser or app."
    POST = "post", "What people say or publish."
    MESSAGE = "message", "Private communication."
    REPORT = "report", "Reports about a person by other people."
    SELF_REPORT = "self_report", "What the member declares."
    INFERENCE = "inference", "Traits or predictions computed from other data."
    SCORE = "score", "A score made by someone else."
    TRANSACTION = "transaction", "Exchanges between members, such as hours given and taken."
    SURVEY = "survey", "Answers to questions."
    OTHER = "other", "None of these."


class FieldType(Vocabulary):
    """The type of a source's field."""

    BOOLEAN = "boolean", "true or false."
    INTEGER = "integer", "A whole number of 64 bits."
    DECIMAL = "decimal", "An exact number, at most 12 digits before and 6 after the point."
    TEXT = "text", "Unicode text, compared by code point."
    DATE = "date", "A calendar date, YYYY-MM-DD."


class Evidence(Vocabulary):
    """How sure the fact is when it is recorded."""

    CONFIRMED = "confirmed", "Checked by whoever `verified_by` names."
    FINAL_DECISION = "final_decision", "Settled by a court or authority, no longer open to appeal."
    SELF_DECLARED = "self_declared", "Declared by the member."
    ALLEGATION = "allegation", "Alleged or under investigation, not established."
    REPORT = "report", "Reported by another person, not verified."
    INFERRED = "inferred", "Computed or predicted from other data."


class About(Vocabulary):
    """Whose conduct the facts describe."""

    MEMBER = "member", "The member's own."
    FAMILY = "family", "Relatives of the member."
    ASSOCIATES = "associates", "Friends, contacts, neighbours, colleagues."
    GROUP = "group", "A group that the member is counted to."


class CollectedFrom(Vocabulary):
    """From whom the data is obtained (GDPR 13 or 14)."""

    MEMBER = "member", "From the member."
    THIRD_PARTY = "third_party", "From somebody else."
    OBSERVATION = "observation", "By observing the member."


class SpecialCategory(Vocabulary):
    """Data of special protection (GDPR 9 and 10, ePrivacy), also where it only reveals them indirectly."""

    HEALTH = "health", "Health."
    GENETIC = "genetic", "Genetic data."
    BIOMETRIC = "biometric", "Biometric data used to identify."
    ETHNICITY = "ethnicity", "Racial or ethnic origin."
    POLITICS = "politics", "Political opinions."
    BELIEF = "belief", "Religious or philosophical belief."
    UNION = "union", "Trade-union membership."
    SEXUAL_LIFE = "sexual_life", "Sex life."
    SEXUAL_ORIENTATION = "sexual_orientation", "Sexual orientation."
    CONVICTIONS = "convictions", "Criminal convictions and offences."
    EMOTION = "emotion", "Emotions inferred from the body."
    SOCIAL_NETWORK = "social_network", "Data from social networks."


class ProtectedTrait(Vocabulary):
    """A trait protected by equality law, or a proxy of one."""

    AGE = "age", "Age."
    SEX = "sex", "Sex or gender."
    ETHNICITY = "ethnicity", "Racial or ethnic origin."
    NATIONALITY = "nationality", "Nationality."
    RELIGION = "religion", "Religion or belief."
    DISABILITY = "disability", "Disability."
    SEXUAL_ORIENTATION = "sexual_orientation", "Sexual orientation."
    MARITAL_STATUS = "marital_status", "Marital or family status."
    PREGNANCY = "pregnancy", "Pregnancy and parenthood."
    POSTCODE = "postcode", "Where a person lives, often a proxy."
    LANGUAGE = "language", "Language, often a proxy."
    WEALTH = "wealth", "Property or income."


class Conduct(Vocabulary):
    """Conduct that a fundamental right protects."""

    SPEECH = "speech", "Saying or publishing an opinion."
    PROTEST = "protest", "Assembly and demonstration."
    PETITION = "petition", "Complaints and petitions to authorities."
    PRESS = "press", "Journalism."
    WORSHIP = "worship", "Religious practice."
    ASSOCIATION = "association", "Joining or founding a group."
    UNION = "union", "Strike and union activity."
    MOVEMENT = "movement", "Travelling or choosing where to live."
    VOTE = "vote", "Voting or standing for election."
    PRIVATE_LIFE = "private_life", "Life at home, private talk, relations."


class Gravity(Vocabulary):
    """How grave the conduct is: for proportionality."""

    NONE = "none", "No wrong at all, or a merit."
    MINOR = "minor", "A small breach."
    SERIOUS = "serious", "A serious breach."
    CRIME = "crime", "A crime."


class ConsequenceKind(Vocabulary):
    """What a band brings."""

    BENEFIT = "benefit", "An advantage for those who have the band."
    ADVERSE = "adverse", "A disadvantage for those who have the band."
    MEASURE = "measure", "A step such as a warning letter or a talk."
    INFORMATION = "information", "Only shown; nothing follows."


class Severity(Vocabulary):
    """How hard a consequence hits."""

    LOW = "low", "An inconvenience or a small advantage."
    MEDIUM = "medium", "Noticeable in daily life."
    HIGH = "high", "Affects livelihood, home, health, movement or legal position."


class DecidedBy(Vocabulary):
    """Who decides that a consequence takes effect."""

    PERSON = "person", "A named role decides each case."
    SYSTEM = "system", "The system applies it without a person."
    COURT = "court", "A court decides."


class ScoreWeight(Vocabulary):
    """How strongly the decision draws on the score."""

    DECISIVE = "decisive", "The band alone decides, or nearly."
    CONTRIBUTING = "contributing", "One consideration among several."
    INFORMATIVE = "informative", "Shown, and not relied upon."


class OrdinaryAccess(Vocabulary):
    """What happens to those without the band."""

    KEPT = "kept", "Everyone keeps what they had without the scheme."
    REDUCED = "reduced", "The others get less than before, or wait longer."
    REMOVED = "removed", "The others lose access."


class Area(Vocabulary):
    """The area of life that a consequence touches, in the words of Annex III of the AI Act."""

    PUBLIC_BENEFITS = "public_benefits", "Public assistance and services (Annex III 5(a))."
    ESSENTIAL_SERVICES = "essential_services", "Energy, water, communication, housing."
    CREDIT = "credit", "Creditworthiness (Annex III 5(b))."
    INSURANCE = "insurance", "Life and health insurance (Annex III 5(c))."
    EMERGENCY = "emergency", "Emergency calls and triage (Annex III 5(d))."
    EMPLOYMENT = "employment", "Recruitment, promotion, termination, tasks (Annex III 4)."
    EDUCATION = "education", "Admission, grading, supervision (Annex III 3)."
    POLICE = "police", "Law enforcement (Annex III 6)."
    MIGRATION = "migration", "Migration, asylum, borders (Annex III 7)."
    JUSTICE = "justice", "Courts and elections (Annex III 8)."
    DRIVING = "driving", "The right to drive."
    HOUSING = "housing", "Home and tenancy."
    HEALTH = "health", "Health care."
    TRAVEL = "travel", "Transport and movement."
    LEISURE = "leisure", "Culture, sport, lending, small comforts."
    COMMUNITY = "community", "Functions and privileges inside a community."
    OTHER = "other", "None of these."


class AffectedPeople(Vocabulary):
    """Whom a consequence hits."""

    MEMBER = "member", "The member."
    CHILDREN = "children", "Children of the member."
    RELATIVES = "relatives", "Other relatives."
    HOUSEHOLD = "household", "All who live with the member."


class Explanation(Vocabulary):
    """What members are told about their score."""

    EACH_POINT = "each_point", "Every entry, with its rule, reason and source."
    FACTORS = "factors", "The main factors."
    FORMULA = "formula", "Only how the score is computed in general."
    NONE = "none", "Nothing."


class Publication(Vocabulary):
    """Who can see a member's score or band."""

    PRIVATE = "private", "The member and those who run the scheme."
    OPT_IN = "opt_in", "Others, where the member chose so."
    MEMBERS = "members", "All members."
    PUBLIC = "public", "Everybody."


class ProvenanceStatus(Vocabulary):
    """How well an item of the file is supported."""

    OFFICIAL = "official", "Taken from a law, a regulation or the operator's own text."
    SECONDARY = "secondary", "Taken from press or research about the scheme."
    ILLUSTRATIVE = "illustrative", "Chosen by the file's author to make an example."


class CapPeriod(Vocabulary):
    """The calendar period of a cap, in the scheme's zone."""

    DAY = "day", "A local date."
    WEEK = "week", "An ISO week, Monday to Sunday."
    MONTH = "month", "A calendar month."
    QUARTER = "quarter", "A calendar quarter."
    YEAR = "year", "A calendar year."
    EVER = "ever", "All time together."


class RulePeriod(Vocabulary):
    """The calendar period of a period rule."""

    DAY = "day", "Each local date."
    WEEK = "week", "Each ISO week, Monday to Sunday."
    MONTH = "month", "Each calendar month."
    QUARTER = "quarter", "Each calendar quarter."
    YEAR = "year", "Each calendar year."


class Assessed(Vocabulary):
    """When bands are assessed."""

    DAILY = "daily", "On every local date."
    WEEKLY = "weekly", "On Sundays, which end the ISO week."
    MONTHLY = "monthly", "On the last day of each month."


class Better(Vocabulary):
    """Which direction of the score is better for the member."""

    HIGHER = "higher", "More points are better: a merit scheme."
    LOWER = "lower", "Fewer points are better: a penalty scheme."


class BandDirection(Vocabulary):
    """Whether a consequence reaches beyond its band."""

    BETTER = "better", "It also follows from every better band."
    WORSE = "worse", "It also follows from every worse band."


def explain_words(definitions: dict[str, Any]) -> None:
    """Give each value of a vocabulary its explanation in a JSON Schema; `enum` stays for what reads only that."""
    for words in Vocabulary.__subclasses__():
        if words.__name__ in definitions:
            choices = [{"const": word.value, "description": word.explanation} for word in words]
            definitions[words.__name__] = {**definitions[words.__name__], "oneOf": choices}
