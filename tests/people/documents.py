"""GraphQL documents of the stories, and what they share."""

from typing import Any

from gridcall import clock, db

PROBLEM = """
    ... on Problem { __typename code message }
    ... on InvalidInput { field }
    ... on NotAllowed { permission }
    ... on TooManyTries { retryAfterSeconds }
    ... on VersionConflict { actualVersion }
"""
ME = "me { person { id name phone hasPassword } permissions homeCode homeName sessions { id device current } }"
PERSON = "id name phone disabled hasPassword version posts { id role code }"
POST = "id personId personName unit { id name } role code placeName startsOn endsOn actingFor actingForName actingUntil"
UNIT = "id name kind code dissolvedOn version"


def mutation(call: str, shown: str, variables: str = "") -> str:
    """A mutation of one field, answering its success type's fields or the problem."""
    success, fields = shown.split(" ", 1)
    head = f"mutation Story({variables})" if variables else "mutation Story"
    return f"{head} {{ it: {call} {{ ... on {success} {{ __typename {fields} }} {PROBLEM} }} }}"


ASK_CODE = mutation("requestSignInCode(phone: $phone)", "CodeSent expiresAt demoCode", "$phone: String!")
ENTER = mutation("signInWithCode(phone: $phone, code: $code)", f"SignedIn {ME}", "$phone: String!, $code: String!")
ENTER_WITH_PASSWORD = mutation(
    "signInWithPassword(phone: $phone, password: $password)",
    f"SignedIn {ME}",
    "$phone: String!, $password: String!",
)
ENTER_AS_CAST = mutation("signInAsCast(personId: $id)", f"SignedIn {ME}", "$id: ID!")
SIGN_OUT = mutation("signOut", "Done ok")
END_SESSION = mutation("endSession(id: $id)", "Done ok", "$id: ID!")
SET_LANGUAGE = mutation("setLanguage(language: $to)", "Me person { language }", "$to: Language!")
SET_PASSWORD = mutation("setPassword(current: $current, new: $new)", "Done ok", "$current: String, $new: String!")
ADD_PERSON = mutation("addPerson(input: $input)", f"Person {PERSON}", "$input: AddPersonInput!")
CHANGE_PERSON = mutation("changePerson(input: $input)", f"Person {PERSON}", "$input: ChangePersonInput!")
DISABLE = mutation(
    "setPersonDisabled(id: $id, disabled: $disabled, expectedVersion: $version)",
    f"Person {PERSON}",
    "$id: ID!, $disabled: Boolean!, $version: Int!",
)
ADD_UNIT = mutation("addUnit(input: $input)", f"Unit {UNIT}", "$input: AddUnitInput!")
CHANGE_UNIT = mutation("changeUnit(input: $input)", f"Unit {UNIT}", "$input: ChangeUnitInput!")
DISSOLVE = mutation(
    "dissolveUnit(id: $id, on: $on, expectedVersion: $version)",
    f"Unit {UNIT}",
    "$id: ID!, $on: Date!, $version: Int!",
)
APPOINT = mutation("appoint(input: $input)", f"Post {POST}", "$input: AppointInput!")
END_POST = mutation("endPost(id: $id, on: $on)", f"Post {POST}", "$id: ID!, $on: Date!")
DELEGATE = mutation("delegate(input: $input)", f"Post {POST}", "$input: DelegateInput!")
END_DELEGATION = mutation("endDelegation(id: $id)", "Done ok", "$id: ID!")
REVEAL = mutation(
    "revealPerson(personId: $id, reason: $reason)",
    "Revealed personId name phone",
    "$id: ID!, $reason: String!",
)
PEOPLE = (
    "query Story($first: Int!, $after: String, $search: String, $code: String)"
    " { people(first: $first, after: $after, search: $search, code: $code)"
    f" {{ nodes {{ {PERSON} }} pageInfo {{ hasNextPage endCursor }} }} }}"
)
PERMISSIONS = "{ me { permissions posts { id role code actingFor actingForName } } }"


async def events() -> list[str]:
    """The kinds of all events so far, in order."""
    return [row["kind"] for row in await db.rows("SELECT kind FROM outbox ORDER BY seq")]


def new_id() -> str:
    return str(clock.new_id())


async def version_of(person_id: Any) -> int:
    return int(await db.value("SELECT version FROM persons WHERE id = $1", person_id))
