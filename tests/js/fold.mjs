// Reads texts as a JSON list and writes each as the search on a device folds it.
import { fold } from "../../static/src/agenda/fold.js";

let given = "";
for await (const piece of process.stdin) given += piece;
process.stdout.write(JSON.stringify(JSON.parse(given).map(fold)));
