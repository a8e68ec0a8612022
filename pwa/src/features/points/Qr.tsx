import type { encode } from 'uqr'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { t } from '../../words'
import { qrPath } from './qrPath'

interface Props {
  text: string
  label: string
  /** leads to the same code, larger */
  href?: string
}

const QUIET = 2

type Encode = typeof encode
let known: Encode | null = null

/** The encoder comes when the first code is to be shown; the worker has it in store, so that no network is needed. */
function useEncode(): Encode | null {
  const [made, setMade] = useState<Encode | null>(() => known)
  useEffect(() => {
    if (!known) void import('uqr').then(({ encode }) => setMade(() => (known = encode)))
  }, [])
  return made
}

/** A QR code made on this phone: dark on white in every theme, for it is there to be scanned. */
export function Qr({ text, label, href }: Props) {
  const encodeText = useEncode()
  const drawn = useMemo(() => encodeText && encodeText(text, { ecc: 'M', border: QUIET }), [text, encodeText])
  const picture = drawn && (
    <svg class="qr" viewBox={`0 0 ${drawn.size} ${drawn.size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <path d={qrPath(drawn.data)} />
    </svg>
  )
  return href ? <a class="qr-box" href={href} aria-label={t('bank.larger')}>{picture}</a> : <div class="qr-box">{picture}</div>
}
