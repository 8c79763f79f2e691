// A telephone keeps the badge of one person: of whoever is in now, and of nobody once they have left.
import { attach } from "../base/_controllers.js";
import { forgetOthers } from "./_kept.js";

attach("kept-badges", (part) => forgetOthers(part.dataset.owner).catch(() => {}));
