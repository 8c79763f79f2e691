"""What is taken along, handed over, erased and merged."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from summitapp.core.events import announce
from summitapp.directory.values import PersonMerged
from summitapp.mailings import queries, services
from summitapp.mailings.rules.tokens import write_token
from summitapp.mailings.values import Anchor, Audience
from summitapp.summits import services as summits_services
from tests.factories.mailings import said
from tests.factories.registration import make_summit
from tests.mailings.sent import app_key, mailing_, prepared, registered_person, release, summit_
from tests.mailings.test_reminding import reminder_

if TYPE_CHECKING:
    from tests.rig.mail import Mailbox


def test_a_copied_summit_takes_its_texts_and_reminders_along_switched_off(uow: Any) -> None:
    with uow():
        services.save_text(make_summit(), "Hello", said())
    reminder_(uow, Anchor.SUMMIT_BEGINS, -7, categories=("delegate",))
    with uow():
        source = summit_()
        twin = summits_services.copy_summit(source, "izmir-2028", source.name, source.starts_on + timedelta(days=364))
        assert [one.name for one in queries.texts(twin.id)] == ["Hello"]
        (one,) = queries.reminders(twin.id)
        assert one.active_since is None and one.audience.categories == ("delegate",)


def test_what_is_known_of_a_person_is_handed_over_and_erased(uow: Any, post: "Mailbox") -> None:
    reference = prepared(uow)
    release(uow, reference, 3)
    with uow():
        person = registered_person(queries.addressees(summit_().id, Audience())[0].registration)
        services.want_none(write_token(app_key(), summit_().public_id, person.public_id))
        assert [list(one) for one in services.export_personal(person)] == [["mailing", "at"], ["no_reminders_for", "at"]]
        services.erase_personal(person)
        assert services.export_personal(person) == []


def test_two_entries_that_are_one_person_keep_both_histories(uow: Any, post: "Mailbox") -> None:
    reference = prepared(uow)
    release(uow, reference, 3)
    with uow():
        one, two, _three = [registered_person(found.registration) for found in queries.addressees(summit_().id, Audience())]
        announce(PersonMerged(one.id, one.public_id, two.id, two.public_id))
        assert len(services.export_personal(one)) == 1 and services.export_personal(two) == []
        assert queries.recipient_counts([mailing_(reference).id]) == {mailing_(reference).id: 2}
