// The form of a place: does without a mouse what dragging does, and offers what else can be done with a session.
import { clock } from "./model.js";

export class PlaceDialog {
  constructor(board, dialog) {
    Object.assign(this, { board, dialog });
    this.form = dialog.querySelector("form");
    this.fields = this.form.elements;
    this.form.addEventListener("submit", (event) => this.save(event));
    this.form.addEventListener("input", () => this.tellEnd());
    dialog.addEventListener("click", (event) => {
      const verb = event.target.closest("[data-do]")?.dataset.do;
      if (verb) this[verb]();
      else if (event.target === dialog) this.close();
    });
    dialog.addEventListener("close", () => this.session && board.focus(this.session.code));
  }

  open(session) {
    const { store, drawing } = this.board;
    this.session = session;
    const place = session.place ?? { ...this.board.carry.firstFree(session), day: this.board.day };
    const of = (name) => this.dialog.querySelector(`[data-of=${name}]`);
    of("title").textContent = session.title;
    of("title").lang = session.lang || document.documentElement.lang;
    of("about").textContent = [session.kindLabel, session.who.join(" · ")].filter(Boolean).join(" · ");
    of("page").href = store.path(session.code, "");
    of("faults").replaceChildren(...drawing.conflictsOf(session.code).map((one) => Object.assign(document.createElement("li"), { textContent: one.text })));
    of("faults").hidden = !of("faults").childElementCount;
    this.fields.room.value = place.room;
    for (const box of this.form.querySelectorAll("[name=also_in]")) box.checked = place.also_in.includes(box.value);
    this.fields.day.value = place.day;
    this.fields.begin.value = clock(place.start);
    this.fields.minutes.value = place.end - place.start;
    const made = ["break", "blocker"].includes(session.kind);
    this.show("takeOut", Boolean(session.place));
    this.show("cancelIt", !session.cancelled && !made);
    this.show("remove", made);
    this.show("reinstate", session.cancelled);
    this.form.querySelector("[data-times]").hidden = session.cancelled;
    this.tellEnd();
    setTimeout(() => {
      this.dialog.showModal();
      this.fields.room.focus();
    });
  }

  show(verb, really) {
    this.dialog.querySelector(`[data-do=${verb}]`).hidden = !really;
  }

  get place() {
    const [hours, minutes] = this.fields.begin.value.split(":").map(Number);
    const start = hours * 60 + minutes;
    const length = Number(this.fields.minutes.value);
    const room = this.fields.room.value;
    const also_in = room ? [...this.form.querySelectorAll("[name=also_in]:checked")].map((box) => box.value).filter((code) => code !== room) : [];
    return Number.isFinite(start) && length > 0 ? { room, also_in, day: this.fields.day.value, start, end: start + length } : null;
  }

  tellEnd() {
    const { place } = this;
    this.dialog.querySelector("[data-of=end]").textContent = place ? clock(place.end) : "–";
    for (const box of this.form.querySelectorAll("[name=also_in]")) box.disabled = !this.fields.room.value || box.value === this.fields.room.value;
  }

  save(event) {
    event.preventDefault();
    const { place } = this;
    if (!place || !this.form.reportValidity()) return;
    this.board.day = place.day;
    this.board.place(this.session, place);
    this.close();
  }

  close() {
    this.dialog.close();
  }

  takeOut() {
    this.board.place(this.session, null);
    this.close();
  }

  duplicate() {
    const { session } = this;
    this.session = null;
    this.close();
    this.board.store.act(this.board.store.doubling(session));
  }

  cancelIt() {
    this.board.store.act(this.board.store.cancelling(this.session));
    this.close();
  }

  reinstate() {
    this.board.store.act(this.board.store.reinstating(this.session));
    this.close();
  }

  remove() {
    this.board.store.act(this.board.store.removing(this.session));
    this.session = null;
    this.close();
  }
}
