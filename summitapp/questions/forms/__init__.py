"""The shape of a form's questions: what organisers write, and what people reply."""

from summitapp.questions.forms.building import QuestionForm, SectionForm, UsualForm
from summitapp.questions.forms.replying import Sheet, read_replies, said_before

__all__ = ["QuestionForm", "SectionForm", "Sheet", "UsualForm", "read_replies", "said_before"]
