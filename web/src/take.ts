// What is taken along and brought in, as a script of its own: fetched when somebody first does that (widget/taker.ts).

import "./take/take.js";
