import { useState } from 'react';
import { WsEcho } from '../../../src/frameworks/react.js';

/** What is rendered on a server, and made alive in a browser. */
export function Page({ url }: { url: string }) {
  const [heard, setHeard] = useState('nothing');
  return (
    <>
      <WsEcho
        id="echo"
        className="wide"
        lang="en"
        label="Say"
        url={url}
        protocols={['chat']}
        manual={false}
        onMessage={({ data }) => setHeard(String(data))}
      >
        <em slot="empty">Silence</em>
      </WsEcho>
      <output>{heard}</output>
    </>
  );
}
