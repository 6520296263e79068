import { expect } from '@open-wc/testing';
import { createClient, type Client, type ClientOptions } from 'graphql-ws/client';
import { Connection } from '../../src/connection/connection.js';
import { graphql } from '../servers/addresses.js';

/** A connection without retries, for graphql-ws with retries of its own: both together would make two connections. */
class SingleConnection extends Connection {
  constructor(url: string, protocols: string) {
    super(url, protocols, { retry: false });
    made.push(this);
  }
}

const made: SingleConnection[] = [];

/** The server's record of one ID. */
interface Seen {
  protocols: string[];
  closes: number[];
  running: number;
}

describe('graphql-ws over a Connection', () => {
  const clients: Client[] = [];
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.dispose();
    made.length = 0;
  });

  function connect(id: string, options: Partial<ClientOptions> = {}): Client {
    const client = createClient({ url: `${graphql}/?id=${id}`, webSocketImpl: Connection, ...options });
    clients.push(client);
    return client;
  }

  /** Subscribes, and returns the results until `isEnough` or until the subscription is complete. */
  async function take(
    client: Client,
    query: string,
    isEnough: (count: number) => boolean = () => false,
  ): Promise<number[]> {
    const counts: number[] = [];
    for await (const { data, errors } of client.iterate<{ count: number }>({ query })) {
      expect(errors).to.equal(undefined);
      counts.push(data!.count);
      if (isEnough(data!.count)) break;
    }
    return counts;
  }

  /** Queries the server through another client until its record of `id` is enough. */
  async function saw(id: string, isEnough: (seen: Seen) => boolean): Promise<Seen> {
    const onlooker = connect(id, { webSocketImpl: WebSocket });
    for (;;) {
      for await (const { data } of onlooker.iterate<Seen>({ query: '{ protocols closes running }' })) {
        if (data && isEnough(data)) return data;
      }
    }
  }

  it('graphql-ws receives every result of a subscription over a `Connection`', async () => {
    const id = crypto.randomUUID();
    expect(await take(connect(id), 'subscription { count(end: 3) }')).to.deep.equal([0, 1, 2]);
  });

  it('`Connection` has the subprotocol that the GraphQL server accepts, and closes with 1000', async () => {
    const id = crypto.randomUUID();
    const client = connect(id, { lazy: false });
    await take(client, 'subscription { count(end: 1) }');
    await client.dispose();
    const { protocols, closes } = await saw(id, (seen) => seen.closes.length > 0);
    expect(protocols[0]).to.equal('graphql-transport-ws');
    expect(closes[0]).to.equal(1000);
  });

  it('graphql-ws stops a subscription on the server when its client ends it', async () => {
    const id = crypto.randomUUID();
    const client = connect(id, { lazy: false });
    expect(await take(client, 'subscription { count }', (count) => count === 2)).to.deep.equal([0, 1, 2]);
    await saw(id, ({ running }) => running === 0);
  });

  it('graphql-ws runs several subscriptions over one `Connection`', async () => {
    const id = crypto.randomUUID();
    const client = connect(id);
    const query = 'subscription { count(end: 20) }';
    const all = await Promise.all([take(client, query), take(client, query), take(client, query)]);
    for (const counts of all) expect(counts).to.deep.equal(Array.from({ length: 20 }, (_, i) => i));
    const { protocols } = await saw(id, () => true);
    // The second is the onlooker's.
    expect(protocols.length).to.equal(2);
  });

  it('graphql-ws receives the error of the server for an invalid query over a `Connection`', async () => {
    const id = crypto.randomUUID();
    const error = await connect(id)
      .iterate({ query: '{ nonsense }' })
      .next()
      .then(
        () => null,
        (reason: unknown) => reason,
      );
    expect(JSON.stringify(error)).to.contain('nonsense');
  });

  it('graphql-ws retries by itself with a `Connection` that has `retry: false`', async () => {
    const id = crypto.randomUUID();
    const client = connect(id, { webSocketImpl: SingleConnection, lazy: false, retryWait: async () => {} });
    const onlooker = connect(id, { webSocketImpl: WebSocket });
    let last = -1;
    await take(client, 'subscription { count }', (count) => {
      if (last === -1) void onlooker.iterate({ query: 'mutation { cut }' }).next();
      const isAnew = count <= last;
      last = count;
      return isAnew;
    });
    expect(made.map(({ state }) => state)).to.deep.equal(['closed', 'open']);
  });
});
