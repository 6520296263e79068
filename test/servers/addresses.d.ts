// The test runner serves this module (web-test-runner.config.mjs): the servers take whatever port is free.

/** The echo server that records what it saw. See echo-server.ts. */
export const echo: string;

/** The server where everything goes wrong. See faults/chaos.ts. */
export const chaos: string;

/** A GraphQL server, for graphql-ws. See graphql.mjs. */
export const graphql: string;

/** An MQTT broker. See mqtt.mjs. */
export const mqtt: string;

/** A server that a test kills and starts again, for clients that reconnect by themselves. See clients.mjs. */
export const clients: string;

/** How long a random walk lasts, in minutes: `npm run soak -- 5`. 0 in an ordinary run. */
export const soakMinutes: number;
