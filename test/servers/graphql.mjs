// A GraphQL server as an application would run one: graphql-ws on ws. A page connects to `/?id=…`, and queries in
// GraphQL the record of the server for that ID.
import { createServer } from 'node:http';
import { GraphQLBoolean, GraphQLInt, GraphQLList, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';

export async function startGraphql() {
  const http = createServer();
  const sockets = new WebSocketServer({ server: http });
  const records = new Map();
  const server = useServer(
    { schema, context: ({ extra }) => ({ socket: extra.socket, seen: recordOf(extra.request) }) },
    sockets,
  );

  /** What was seen of the ID that `request` is for. */
  function recordOf(request) {
    const id = new URL(request.url, 'ws://localhost').searchParams.get('id');
    if (!records.has(id)) records.set(id, { protocols: [], closes: [], running: 0, sockets: new Set() });
    return records.get(id);
  }

  sockets.on('connection', (socket, request) => {
    const seen = recordOf(request);
    seen.protocols.push(socket.protocol);
    seen.sockets.add(socket);
    socket.on('close', (code) => {
      seen.closes.push(code);
      seen.sockets.delete(socket);
    });
  });

  await new Promise((resolve) => http.listen(0, 'localhost', resolve));
  return {
    url: `ws://localhost:${http.address().port}`,
    async close() {
      await server.dispose();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

/** Counts from 0 to before `end`, or for ever if there is none: until nobody reads it. */
async function* count(end = Infinity, seen) {
  seen.running += 1;
  try {
    for (let number = 0; number < end; number++) {
      yield { count: number };
      await new Promise(setImmediate);
    }
  } finally {
    seen.running -= 1;
  }
}

const schema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: 'Query',
    fields: {
      protocols: { type: new GraphQLList(GraphQLString), resolve: (_root, _args, { seen }) => seen.protocols },
      closes: { type: new GraphQLList(GraphQLInt), resolve: (_root, _args, { seen }) => seen.closes },
      running: { type: GraphQLInt, resolve: (_root, _args, { seen }) => seen.running },
    },
  }),
  mutation: new GraphQLObjectType({
    name: 'Mutation',
    fields: {
      /** Cuts every connection of the ID but the one that asks for it. */
      cut: {
        type: GraphQLBoolean,
        resolve(_root, _args, { socket, seen }) {
          for (const other of seen.sockets) if (other !== socket) other.terminate();
          return true;
        },
      },
    },
  }),
  subscription: new GraphQLObjectType({
    name: 'Subscription',
    fields: {
      count: {
        type: GraphQLInt,
        args: { end: { type: GraphQLInt } },
        subscribe: (_root, { end }, { seen }) => count(end, seen),
      },
    },
  }),
});
