"""The site with one form more, made for the journeys of drafts: ``gunicorn tests.journeys.draft_site:application``."""

from __future__ import annotations

from typing import Any

from kith.project.wsgi import application

__all__ = ["application"]

FORM = "test-form"
TEMPLATE = """{% extends "base.html" %}{% block title %}A form · Kith{% endblock %}{% block content %}
<h1 class="kith-h1">A form</h1>
<form method="post" class="kith-narrow kith-card" data-draft>
  {% csrf_token %}
  <div class="govuk-form-group"><label class="govuk-label" for="id_born">When were they born?</label>
    <input class="govuk-input" id="id_born" name="born" value="{{ typed.born|default:'' }}"></div>
  <div class="govuk-form-group"><label class="govuk-label" for="id_words">What has happened?</label>
    <textarea class="govuk-textarea" id="id_words" name="words" rows="4">{{ typed.words|default:'' }}</textarea></div>
  <button class="govuk-button" type="submit">Send it</button>
  {% include "drafts/parts/draft_state.html" with draft=state %}
</form>{% endblock %}"""


def _page(request: Any) -> Any:
    from django.http import HttpResponse
    from django.template import engines

    from kith.apps.audit.actions import LIST, WRITE
    from kith.apps.drafts.actions import finish_draft
    from kith.apps.drafts.forms import draft_state, initial_from
    from kith.apps.governance.access import open_desk

    if request.method == "POST":
        with open_desk(request.worker, action=WRITE):
            finish_draft(by=request.worker, form=FORM)
        return HttpResponse("<!doctype html><title>Sent</title><p>Sent</p>")
    with open_desk(request.worker, action=LIST, about="WAITING") as desk:
        state = draft_state(desk, request, form=FORM)
    shown = {"state": state, "typed": initial_from(state)}
    return HttpResponse(engines["django"].from_string(TEMPLATE).render(shown, request))


def _add_form() -> None:
    from django.urls import path

    from kith.apps.drafts.kinds import FormKind, register_form
    from kith.apps.governance.entry import for_workers
    from kith.project import urls

    register_form(FormKind(FORM, "A form made for a test", way_back=lambda about, section: "/test-form/"))
    urls.urlpatterns.insert(0, path("test-form/", for_workers(_page)))


_add_form()
