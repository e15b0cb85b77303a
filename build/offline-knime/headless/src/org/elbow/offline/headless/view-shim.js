// Answers what the page asks of KNIME, so that it shows its data in a browser by itself.
(function () {
    const initialData = /*initialData*/null;
    const answers = {
        getConfig: function () {
            return { initialData: initialData, extensionType: "view", nodeInfo: { nodeState: "executed" } };
        },
        callNodeDataService: function (request) {
            if (request && request.serviceType === "initial_data") {
                return { result: initialData };
            }
            return { error: { message: "This view was saved as a file; it can show its data, but not ask for more." } };
        }
    };
    window.addEventListener("message", function (event) {
        const message = event.data;
        if (!message || message.type !== "UIExtensionRequest") {
            return;
        }
        const payload = message.payload || {};
        const answer = answers[payload.method];
        window.postMessage({
            type: "UIExtensionResponse",
            requestId: message.requestId,
            payload: answer ? answer.apply(null, [].concat(payload.params || [])) : null
        }, "*");
    });
})();
