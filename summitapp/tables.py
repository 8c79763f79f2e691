"""Imports every table, so that the metadata is complete."""

import summitapp.accounts.models
import summitapp.agenda.models
import summitapp.audit.models
import summitapp.badges.models
import summitapp.calendars.models
import summitapp.checkin.models
import summitapp.consents.models
import summitapp.contacts.models
import summitapp.delegations.models
import summitapp.devices.models
import summitapp.directory.models
import summitapp.enrolment.models
import summitapp.hall.models
import summitapp.letters.models
import summitapp.lists.models
import summitapp.mailings.models
import summitapp.matchmaking.models
import summitapp.nominations.models
import summitapp.outbox.models
import summitapp.partnerships.models
import summitapp.privacy.models
import summitapp.profiles.models
import summitapp.questions.models
import summitapp.registration.models
import summitapp.speakers.models
import summitapp.summits.models  # noqa: F401
