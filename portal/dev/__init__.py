"""The developer's and the demo's runner: environment, embedded servers, processes. Not for production."""
