import "./matrix.js";
import "./inspector.js";
import "./connector.js";
import "./vectors.js";
import "./attention.js";
import "./heads.js";
import "./linear.js";
