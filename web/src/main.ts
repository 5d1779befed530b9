// Everything that contract.md promises to other people's pages, as one classic script. A banner (see build.mjs) stands before
// all of this: where another copy of the script came first, nothing here is evaluated.

import "./widget/hosts.js";
import "./elements.js";
import { publish } from "./engine/api.js";

publish();
