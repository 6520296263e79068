import { expect } from '@open-wc/testing';
import mqttClient, { type IClientOptions, type MqttClient } from 'mqtt';
import { Connection } from '../../src/connection/connection.js';
import { mqtt } from '../servers/addresses.js';

describe('MQTT.js over a Connection', () => {
  const clients: MqttClient[] = [];
  const made: Connection[] = [];
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.endAsync(true);
    made.length = 0;
  });

  async function connect(options: IClientOptions = {}): Promise<MqttClient> {
    const client = await mqttClient.connectAsync(mqtt, {
      createWebsocket(url, protocols) {
        const connection = new Connection(url, protocols);
        made.push(connection);
        return connection;
      },
      reconnectPeriod: 1,
      ...options,
    });
    clients.push(client);
    return client;
  }

  /** The next message of this topic, as bytes. */
  function next(client: MqttClient, topic: string): Promise<number[]> {
    return new Promise((resolve) => {
      const listener = (name: string, bytes: Uint8Array) => {
        if (name !== topic) return;
        client.off('message', listener);
        resolve([...bytes]);
      };
      client.on('message', listener);
    });
  }

  it('MQTT.js publishes and receives every byte unchanged over a `Connection`', async () => {
    const topic = crypto.randomUUID();
    const [sender, receiver] = [await connect(), await connect()];
    await receiver.subscribeAsync(topic, { qos: 1 });
    for (const bytes of [[], [0, 255, 128, 10], Array.from({ length: 100_000 }, (_, i) => i % 256)]) {
      const received = next(receiver, topic);
      await sender.publishAsync(topic, Uint8Array.from(bytes) as Buffer, { qos: 1 });
      expect(await received).to.deep.equal(bytes);
    }
  });

  it('`Connection` has the subprotocol that the MQTT broker accepts, and the binary type arraybuffer', async () => {
    await connect();
    expect(made.map(({ protocol, binaryType }) => [protocol, binaryType])).to.deep.equal([['mqtt', 'arraybuffer']]);
  });

  it('`endAsync()` of MQTT.js closes its `Connection` and opens no other', async () => {
    const client = await connect();
    await client.endAsync();
    expect(made.map(({ readyState }) => readyState >= Connection.CLOSING)).to.deep.equal([true]);
  });

  it('MQTT.js opens a new `Connection` and subscribes again after its socket is cut', async () => {
    const topic = crypto.randomUUID();
    const client = await connect();
    await client.subscribeAsync(topic);
    const again = new Promise<void>((resolve) => client.once('connect', () => resolve()));
    client.publish('cut', '');
    await again;
    expect(made.map(({ state }) => state)).to.deep.equal(['closed', 'open']);
    // Its subscriptions are back, too.
    const received = next(client, topic);
    await client.publishAsync(topic, 'Hello!', { qos: 1 });
    expect(String.fromCharCode(...(await received))).to.equal('Hello!');
  });
});
