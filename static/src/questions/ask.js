import { attach } from "../base/_controllers.js";
import { watch } from "./_ask.js";

attach("ask", watch);
