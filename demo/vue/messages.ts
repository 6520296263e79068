import { ref, type Ref } from 'vue';

interface Message {
  id: number;
  text: string;
}

/** The last 50 messages, and a function that adds one. */
export function useMessages(): { messages: Ref<Message[]>; add: (from: string, event: MessageEvent) => void } {
  const messages = ref<Message[]>([]);
  function add(from: string, { data }: MessageEvent) {
    const id = (messages.value.at(-1)?.id ?? 0) + 1;
    messages.value = [...messages.value, { id, text: `${from}: ${String(data)}` }].slice(-50);
  }
  return { messages, add };
}
