/** @jsxImportSource solid-js */
import { createEffect, createSignal, For, onCleanup, Show } from 'solid-js';
import { Portal } from 'solid-js/web';
import '../../src/define.js';
import type { WsEcho } from '../../src/echo/ws-echo.js';
import '../../src/frameworks/solid.js';
import { address, freshAddress } from '../address.js';
import { createMessages } from './messages.js';

export function App() {
  let left!: WsEcho;
  let cell!: HTMLDivElement;
  let pinned!: HTMLDivElement;
  const [messages, add] = createMessages();
  const [isPaused, setPaused] = createSignal(false);
  const [isAway, setAway] = createSignal(false);
  const [isPinned, setPinned] = createSignal(false);
  const [rooms, setRooms] = createSignal(['Kitchen', 'Garden', 'Attic']);

  const hearLeft = ({ data }: MessageEvent) => add('left', data);

  // `on:message` binds once. A listener that comes and goes is an effect.
  createEffect(() => {
    if (isPaused()) return;
    left.addEventListener('message', hearLeft);
    onCleanup(() => left.removeEventListener('message', hearLeft));
  });

  function say(event: SubmitEvent & { currentTarget: HTMLFormElement }) {
    event.preventDefault();
    left.send(String(new FormData(event.currentTarget).get('text')));
    event.currentTarget.reset();
  }

  return (
    <>
      <section aria-labelledby="two">
        <h2 id="two">Two elements, side by side</h2>
        <div id="pinned" ref={pinned} />
        <div class="pair">
          <div ref={cell} hidden={isPinned()} />
          <Show when={!isAway()}>
            <ws-echo id="right" label="Right" url={freshAddress} on:message={({ data }) => add('right', data)} />
          </Show>
        </div>
        <Portal mount={isPinned() ? pinned : cell}>
          <ws-echo id="left" label="Left" url={address} ref={left} />
        </Portal>
        <div class="actions">
          <button id="pause" aria-pressed={isPaused()} onClick={() => setPaused(!isPaused())}>
            Mute the left
          </button>
          <button id="leave" aria-pressed={isAway()} onClick={() => setAway(!isAway())}>
            Leave the right
          </button>
          <button id="move" aria-pressed={isPinned()} onClick={() => setPinned(!isPinned())}>
            Pin the left
          </button>
        </div>
      </section>

      <section aria-labelledby="messages">
        <h2 id="messages">What the app says and hears</h2>
        <form id="say" onSubmit={say}>
          <label for="text">Say it on the left</label>
          <div class="row">
            <input id="text" name="text" autocomplete="off" required />
            <button type="submit">Say</button>
          </div>
        </form>
        <ol id="received">
          <For each={messages()}>{({ id, text }) => <li value={id}>{text}</li>}</For>
        </ol>
      </section>

      <section aria-labelledby="list">
        <h2 id="list">A list that reorders</h2>
        <ul id="rooms">
          <For each={rooms()}>
            {(room) => (
              <li>
                <ws-echo label={room} url={address} />
              </li>
            )}
          </For>
        </ul>
        <div class="actions">
          <button id="reverse" onClick={() => setRooms([...rooms()].reverse())}>
            Reverse
          </button>
        </div>
      </section>
    </>
  );
}
