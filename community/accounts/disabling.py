"""The verbs that close an account to its holder and open it again, and that sign its holder out."""

from community.access.actor import Actor, By
from community.accounts.last_manager import refuse_to_close
from community.accounts.models import Account
from community.accounts.operations import end_links, end_sign_ins
from community.accounts.queries import cards_of
from community.audit.operations import record
from foundation.clock import now
from foundation.database import db
from foundation.errors import Refused
from foundation.messages import N_


def disable(account: Account, *, by: By) -> None:
    """Close an account: every sign-in and every open link of it ends at once.

    Refused when it is closed, for one's own, and for that of the last manager of a house who can sign in.
    """
    if account.disabled_at is not None:
        raise Refused(N_("This account is already disabled."))
    if isinstance(by, Actor) and by.account_id == account.id:
        raise Refused(N_("Nobody disables their own account. Please ask another manager."))
    refuse_to_close(account.id)
    account.disabled_at = now()
    db.session.flush()
    end_sign_ins(account.id, because="disabled")
    end_links(account.id)
    _record(account, "account:disable", by=by)


def enable(account: Account, *, by: By) -> None:
    """Open a closed account again, under its old password; what was ended stays so. Refused when it is open."""
    if account.disabled_at is None:
        raise Refused(N_("This account is not disabled."))
    account.disabled_at = None
    db.session.flush()
    _record(account, "account:enable", by=by)


def sign_out_everywhere(account: Account, *, by: By) -> None:
    """End every sign-in of somebody's account, in every house; they sign in anew. A second time ends what is new."""
    end_sign_ins(account.id, because="staff")
    _record(account, "account:sign_out_everywhere", by=by)


def _record(account: Account, verb: str, *, by: By) -> None:
    for card in cards_of(account.id):
        record(card.house_id, verb, by=by, subject=f"account:{account.id}", about=card.id)
