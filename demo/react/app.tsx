import { useCallback, useRef, useState, type FormEvent } from 'react';
import { createPortal } from 'react-dom';
import { WsEcho, type WsEchoElement } from '../../src/frameworks/react.js';
import { address, freshAddress } from '../address.js';
import { useMessages } from './messages.js';

export function App() {
  const left = useRef<WsEchoElement>(null);
  const [messages, add] = useMessages();
  const [isPaused, setPaused] = useState(false);
  const [isAway, setAway] = useState(false);
  const [rooms, setRooms] = useState(['Kitchen', 'Garden', 'Attic']);

  // React makes a new element when the container of a portal changes, so the container itself moves, and with it the element.
  const [isPinned, setPinned] = useState(false);
  const [container] = useState(() => document.createElement('div'));
  const hold = useCallback((place: HTMLElement | null) => place?.append(container), [container]);

  function say(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    left.current!.send(String(new FormData(event.currentTarget).get('text')));
    event.currentTarget.reset();
  }

  return (
    <>
      <section aria-labelledby="two">
        <h2 id="two">Two elements, side by side</h2>
        <div id="pinned" ref={isPinned ? hold : null} />
        <div className="pair">
          {!isPinned && <div ref={hold} />}
          {!isAway && (
            <WsEcho id="right" label="Right" url={freshAddress} onMessage={({ data }) => add('right', data)} />
          )}
        </div>
        {createPortal(
          <WsEcho
            id="left"
            label="Left"
            url={address}
            ref={left}
            onMessage={isPaused ? undefined : ({ data }) => add('left', data)}
          />,
          container,
        )}
        <div className="actions">
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
          <label htmlFor="text">Say it on the left</label>
          <div className="row">
            <input id="text" name="text" autoComplete="off" required />
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
              <WsEcho label={room} url={address} />
            </li>
          ))}
        </ul>
        <div className="actions">
          <button id="reverse" onClick={() => setRooms([...rooms].reverse())}>
            Reverse
          </button>
        </div>
      </section>
    </>
  );
}
