import { useCallback, useState } from 'react';

interface Message {
  id: number;
  text: string;
}

/** The last 50 messages, and a function that adds one. */
export function useMessages(): [Message[], (from: string, data: unknown) => void] {
  const [messages, setMessages] = useState<Message[]>([]);
  const add = useCallback((from: string, data: unknown) => {
    setMessages((before) =>
      [...before, { id: (before.at(-1)?.id ?? 0) + 1, text: `${from}: ${String(data)}` }].slice(-50),
    );
  }, []);
  return [messages, add];
}
