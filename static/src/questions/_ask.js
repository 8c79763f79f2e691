// Shows each question when it is its turn: for the category that is chosen, and after the answer it depends on.
// The server judges the same once more; without a script every question stands there and says whom it is for.

/** Return what is answered in a question's fields now; nothing while it is hidden. */
function answers(question) {
  if (!question || question.hidden) return [];
  const fields = [...question.querySelectorAll("input:not([type=hidden]), select, textarea")];
  return fields
    .filter((field) => (["checkbox", "radio"].includes(field.type) ? field.checked : true) && field.value.trim())
    .map((field) => field.value.trim());
}

function applies(question, form) {
  const { categories, after, answers: wanted, always } = question.dataset;
  if (always !== undefined) return true;
  if (categories !== undefined && form.querySelector("[name=category]")) {
    const chosen = form.querySelector("[name=category]:checked")?.value ?? "";
    if (!categories.split(" ").includes(chosen)) return false;
  }
  if (!after) return true;
  const given = answers(form.querySelector(`[data-question="${CSS.escape(after)}"]`));
  return wanted ? given.some((one) => wanted.split(" ").includes(one)) : given.length > 0;
}

/** Begin to watch a form; its questions stand in their order, so one walk is enough. */
export function watch(form) {
  const questions = [...form.querySelectorAll("[data-question]")];
  const choosing = form.querySelector("[name=category]") !== null; // in a preview for everybody nothing is chosen
  for (const note of form.querySelectorAll("[data-only]")) {
    note.hidden = !note.closest("[data-always]") && (note.dataset.only !== "category" || choosing);
  }
  const show = () => {
    for (const question of questions) {
      const here = applies(question, form);
      question.hidden = !here;
      for (const field of question.querySelectorAll("input, select, textarea")) {
        if (field.dataset.full === undefined) field.dataset.full = field.disabled ? "yes" : "";
        field.disabled = !here || field.dataset.full === "yes";
      }
    }
    for (const section of form.querySelectorAll("[data-section]")) {
      section.hidden = [...section.querySelectorAll("[data-question]")].every((question) => question.hidden);
    }
  };
  form.addEventListener("input", show);
  form.addEventListener("change", show);
  show();
}
