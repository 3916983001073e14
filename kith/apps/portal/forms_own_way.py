"""The forms of the family's own way in, one question each: nothing of them needs a name or a number."""

from __future__ import annotations

from typing import Any

from django import forms

from kith.apps.frontdoor.forms.plain import PlainForm, line, one_of, some_of, text_box

YES, NO, NOT_SURE = "YES", "NO", "NOT_SURE"
RING, TEXT, EMAIL, LETTER, NO_WAY = "RING", "TEXT", "EMAIL", "LETTER", "NONE"
WAYS = (
    (RING, "Ring me"),
    (TEXT, "Send me a text"),
    (EMAIL, "Send me an e-mail"),
    (LETTER, "Write me a letter"),
    (NO_WAY, "Do not get in touch. I will come back to this page, or ring you"),
)
HELP, CALL_BACK = "HELP", "CALL_BACK"
WANTS = ((HELP, "Tell you what is going on, and ask for help"), (CALL_BACK, "Just ask you to ring me back"))
SELF, CHILD, FAMILY, OTHER = "SELF", "CHILD", "FAMILY", "OTHER"
ABOUT = (
    (SELF, "Me"),
    (CHILD, "My child, or a child I look after"),
    (FAMILY, "My whole family"),
    (OTHER, "Somebody else"),
)
SIGNED = "SIGNED"
INTERPRETERS = ((NO, "No"), (YES, "Yes, for the language I wrote"), (SIGNED, "Yes, for British Sign Language"))
YES_NO = ((YES, "Yes"), (NO, "No"))
OR_NOT_SURE = (*YES_NO, (NOT_SURE, "I am not sure"))
CHOOSE = "Choose one"
LONGEST_WORDS = 5000
MOST_NAMED = 5


class PageForm(PlainForm):
    """One page's form; ``ways`` are those by which it is safe to reach whoever writes."""

    def __init__(self, *args: Any, ways: tuple[str, ...] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.ways = ways


class WaysForm(PageForm):
    """How it is safe to reach them, if at all: asked before anything else."""

    ways_safe = some_of(
        "Choose every way that is safe for you", WAYS, "Choose at least one. If none is safe, choose the last"
    )

    def clean_ways_safe(self) -> list[str]:
        """Refuse "do not" beside a way."""
        ways: list[str] = self.cleaned_data["ways_safe"]
        if NO_WAY in ways and len(ways) > 1:
            raise forms.ValidationError("You chose a way and also “Do not get in touch”. Choose one or the other")
        return ways


class WhereForm(PageForm):
    """Where they are reached, by the ways that are safe and no other."""

    phone = line("Telephone number", "Write the telephone number", longest=40, width="20")
    email = line("E-mail address", "Write the e-mail address", longest=100,
                 hint="We write that we would like to talk, and nothing of what you tell us.")  # fmt: skip
    address = forms.CharField(
        label="Where to send a letter", max_length=300, widget=forms.Textarea(attrs={"rows": "4"}),
        error_messages={"required": "Write where to send the letter", "max_length": "That is too long"},
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        needed = {"phone": {RING, TEXT}, "email": {EMAIL}, "address": {LETTER}}
        for name, ways in needed.items():
            if not ways & set(self.ways):
                del self.fields[name]
        if "phone" in self.fields:
            self.fields["phone"].widget.attrs["inputmode"] = "tel"

    def clean_phone(self) -> str:
        """Take what can be rung."""
        phone = str(self.cleaned_data["phone"])
        if sum(letter.isdigit() for letter in phone) < 6:
            raise forms.ValidationError("Look at the telephone number again: it is too short")
        return phone

    def clean_email(self) -> str:
        """Take what can be written to."""
        email = str(self.cleaned_data["email"])
        if "@" not in email.strip("@") or " " in email:
            raise forms.ValidationError("Look at the e-mail address again: it needs an @ with something on both sides")
        return email


class WhenForm(PageForm):
    """When it is safe."""

    when = line(
        "Days and times that are safe", hint="For example: school days from 10 to 2. Leave it empty if any time is."
    )


class MessageForm(PageForm):
    """What happens where nobody answers, or somebody else does."""

    may_leave = one_of("If nobody answers, may we leave a message?", YES_NO, "Choose if we may leave a message")
    say = line(
        "If somebody else answers, what shall we say?",
        hint="For example: that it is about the dentist. If you leave it empty, we say nothing and ring off.",
    )


class SecretForm(PageForm):
    """Who must not know."""

    secret = one_of(CHOOSE, OR_NOT_SURE, "Choose one of these")
    who = line("Who is it?", hint="Only if you want to say. It stops us from telling them by mistake.")
    is_inside = forms.BooleanField(
        label="They, or somebody close to them, work for the council, a school, the police or the health service",
        required=False,
    )


class DangerForm(PageForm):
    """If somebody must act now."""

    danger = one_of(CHOOSE, OR_NOT_SURE, "Choose one of these")


class WantForm(PageForm):
    """Help, or a call back."""

    want = one_of(CHOOSE, WANTS, "Choose what you would like")

    def clean_want(self) -> str:
        """Refuse a call back where it is not safe to ring."""
        want = str(self.cleaned_data["want"])
        if want == CALL_BACK and RING not in self.ways:
            raise forms.ValidationError(
                "You said that it is not safe to ring you. Choose the other, or go back to question 1 and add “Ring me”"
            )
        return want


class AboutForm(PageForm):
    """Whom it is about."""

    about = one_of(CHOOSE, ABOUT, "Choose who this is about")


class WordsForm(PageForm):
    """Their own words."""

    words = text_box(
        "In your own words",
        "Write a few words. One sentence is enough",
        hint="One sentence is enough. Spelling does not matter. You can also say what goes well.",
        rows=8,
    )

    def clean_words(self) -> str:
        """Say that it is too long; a box that stops taking letters would cut what is pasted, and say nothing."""
        words = str(self.cleaned_data["words"])
        if len(words) > LONGEST_WORDS:
            raise forms.ValidationError("That is more than we can take in here. Keep what matters most")
        return words


class CalledForm(PageForm):
    """What to call them."""

    called = line("What shall we call you?", hint="A first name, or any name. You do not have to say.", longest=80)
    is_young = forms.BooleanField(label="I am under 18", required=False)


class PeopleForm(PageForm):
    """Who else is in it, as far as they want to say."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for number in range(1, MOST_NAMED + 1):
            self.fields[f"name{number}"] = line(f"Person {number}: what they are called", longest=80)
            self.fields[f"age{number}"] = line(f"Person {number}: about how old", longest=40, width="5")
        for name in self.fields:
            self.fields[name].widget.attrs |= {"autocomplete": "off"}
            self.fields[name].widget.attrs.setdefault("class", "govuk-input")


class LanguageForm(PageForm):
    """The language, an interpreter, and what makes it easier."""

    language = line("Which language is easiest for you?", hint="Leave it empty for English.", longest=80)
    interpreter = one_of("Would you like an interpreter?", INTERPRETERS)
    easier = line("Would anything else make it easier?", hint="For example: large print, not on the telephone.")


class SendForm(PlainForm):
    """The last page: a box that people do not see and programs fill."""

    website = forms.CharField(label="Leave this box empty", required=False, max_length=200)

    def clean_website(self) -> str:
        """Refuse what fills every box; a person whose browser filled it can empty it and send again."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError("Please empty this box and send again. It tells us apart from programs")
        return ""


class ReturnForm(PlainForm):
    """Number and code, as they stood on the page that showed them."""

    number = line("Number", "Write the number", hint="It begins with CT.", longest=40, width="10")
    code = line("Code", "Write the code", hint="Ten letters and numbers.", longest=40, width="10")
