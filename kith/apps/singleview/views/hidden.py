"""Relations of a family that are not told: which they are, hiding one, and ending that; for the cleared and close."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kith.apps.governance.access import FamilyAccess, open_family
from kith.apps.governance.actions.hidden_relations import hide_relation, show_relation
from kith.apps.governance.entry import KithRequest, for_a_purpose, needs_recent_sign_in
from kith.apps.governance.forms.safety import HideForm
from kith.apps.governance.policies import check_can_hide_relations
from kith.apps.singleview.queries.hidden import Bond, list_bonds


@require_http_methods(["GET", "HEAD", "POST"])
@for_a_purpose
@needs_recent_sign_in
def hidden(request: KithRequest, family_ref: str) -> HttpResponse:
    """Show the bonds of the family, hide one, or end the hiding of one."""
    with open_family(request.worker, request.purpose, family_ref) as access:
        check_can_hide_relations(access)
        bonds = {bond.key: bond for bond in list_bonds(access)}
        choices = [(key, bond.words) for key, bond in bonds.items() if not bond.is_hidden]
        form = HideForm(request.POST if request.method == "POST" else None, bonds=choices)
        said = _change(access, form, bonds, request.POST.get("show", ""))
    if said:
        messages.success(request, said)
        return redirect("singleview:hidden", family_ref)
    page = {"form": form, "bonds": bonds.values(), "family_ref": family_ref}
    return render(request, "singleview/hidden.html", page)


def _change(access: FamilyAccess, form: HideForm, bonds: dict[str, Bond], show: str) -> str:
    """Do what was asked and return what to say; an empty text where nothing was done."""
    if show in bonds:
        show_relation(access, one_ref=bonds[show].one_ref, other_ref=bonds[show].other_ref)
        return "It is told again."
    if not (form.is_bound and form.is_valid()):
        return ""
    bond = bonds[form.cleaned_data["bond"]]
    hide_relation(
        access,
        one_ref=bond.one_ref,
        other_ref=bond.other_ref,
        reason=form.cleaned_data["reason"],
        review_on=form.cleaned_data["review_on"],
    )
    return "It is told to nobody any more who is not cleared and close to the family."
