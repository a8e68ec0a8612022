const words = typeof Intl.Segmenter === 'function' ? new Intl.Segmenter('zh', { granularity: 'word' }) : null
const OPENING = /[“‘（《「]$/

/** Chinese that breaks between its words, never inside one or before a comma. Goes with `word-break: keep-all`. */
export function Phrases({ text }: { text: string }) {
  if (!words) return <>{text}</>
  return (
    <>
      {[...words.segment(text)].map(({ segment, isWordLike, index: at }) => [
        isWordLike && at > 0 && !OPENING.test(text.slice(0, at)) && <wbr key={at} />,
        segment,
      ])}
    </>
  )
}
