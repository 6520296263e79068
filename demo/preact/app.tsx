/** @jsxImportSource preact */
import { createPortal, type TargetedSubmitEvent } from 'preact';
import { useCallback, useRef, useState } from 'preact/hooks';
import '../../src/define.js';
import type { WsEcho } from '../../src/echo/ws-echo.js';
import '../../src/frameworks/preact.js';
import { address, freshAddress } from '../address.js';
import { useMessages } from './messages.js';

export function App() {
  const left = useRef<WsEcho>(null);
  const [messages, add] = useMessages();
  const [isPaused, setPaused] = useState(false);
  const [isAway, setAway] = useState(false);
  const [rooms, setRooms] = useState(['Kitchen', 'Garden', 'Attic']);

  // Preact makes a new element when the container of a portal changes, so the container itself moves, and with it the element.
  const [isPinned, setPinned] = useState(false);
  const [container] = useState(() => document.createElement('div'));
  const hold = useCallback((place: HTMLElement | null) => place?.append(container), [container]);

  function say(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    left.current!.send(String(new FormData(event.currentTarget).get('text')));
    event.currentTarget.reset();
  }

  return (
    <>
      <section aria-labelledby="two">
        <h2 id="two">Two elements, side by side</h2>
        <div id="pinned" ref={isPinned ? hold : null} />
        <div class="pair">
          {!isPinned && <div ref={hold} />}
          {!isAway && (
            <ws-echo id="right" label="Right" url={freshAddress} onMessage={({ data }) => add('right', data)} />
          )}
        </div>
        {createPortal(
          <ws-echo
            id="left"
            label="Left"
            url={address}
            ref={left}
            onMessage={isPaused ? undefined : ({ data }) => add('left', data)}
          />,
          container,
        )}
        <div class="actions">
          <button id="pause" aria-pressed={isPaused} onClick={() => setPaused(!isPaused)}>
            Mute the left
          </button>
          <button id="leave" aria-pressed={isAway} onClick={() => setAway(!isAway)}>
            Leave the right
          </button>
          <button id="move" aria-pressed={isPinned} onClick={() => setPinned(!isPinned)}>
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
          {messages.map(({ id, text }) => (
            <li key={id} value={id}>
              {text}
            </li>
          ))}
        </ol>
      </section>

      <section aria-labelledby="list">
        <h2 id="list">A list that reorders</h2>
        <ul id="rooms">
          {rooms.map((room) => (
            <li key={room}>
              <ws-echo label={room} url={address} />
            </li>
          ))}
        </ul>
        <div class="actions">
          <button id="reverse" onClick={() => setRooms([...rooms].reverse())}>
            Reverse
          </button>
        </div>
      </section>
    </>
  );
}
