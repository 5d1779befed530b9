// The figures of the lessons. They are no part of the lab's page.

import "./plane.js";
import "./dot.js";
import "./hull.js";
import "./ledger.js";
import "./reshape.js";
import "./spread.js";
import "./real-size.js";
