// The worker, and a way to collect its garbage. memory_test.go puts this file beside the built worker.
import worker from "./worker.mjs";

export default {
  fetch(request, env, context) {
    if (new URL(request.url).pathname !== "/gc") return worker.fetch(request, env, context);
    gc();
    return new Response("collected");
  },
};
