// Somebody who is not on any list: written down at the desk, with the server's help only.

import { part } from "./panels.js";

export class WalkIn {
  constructor(root, { texts, server, panels, hidden }) {
    Object.assign(this, { form: part(root, "walk-in"), texts, server, panels });
    this.form.hidden = hidden;
  }
}
