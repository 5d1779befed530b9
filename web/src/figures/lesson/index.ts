// The figures of the lessons. They are no part of the lab's page.

import "./plane.js";
import "./dot.js";
import "./hull.js";
import "./ledger.js";
