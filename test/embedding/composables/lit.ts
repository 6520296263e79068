import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { Connection } from 'ws-echo/connection';

export class FeedController implements ReactiveController {
  readonly connection: Connection;
  last: unknown;

  constructor(host: ReactiveControllerHost, url: string) {
    this.connection = new Connection(url, [], { manual: true });
    this.connection.onstatechange = () => host.requestUpdate();
    this.connection.onmessage = ({ data }) => {
      this.last = data;
      host.requestUpdate();
    };
    host.addController(this);
  }

  hostConnected(): void {
    this.connection.reconnect();
  }

  hostDisconnected(): void {
    this.connection.close(1000);
  }
}
