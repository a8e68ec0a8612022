import { useId, useRef } from 'preact/hooks'
import { Button } from '../../../ui/Button'
import { t } from '../../../words'
import { FILE_AT_MOST, kilobytes } from './file'

interface Props {
  file: File | null
  error: string | undefined
  onFile: (file: File | null) => void
}

/** One CSV or XLSX file of this device; says at once when it is too large to be sent. */
export function FileField({ file, error, onFile }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  const tooLarge = file !== null && file.size > FILE_AT_MOST
  return (
    <>
      <input ref={input} class="vh" id={id} type="file" accept=".csv,.xlsx" aria-label={t('duty.file')} tabIndex={-1} onChange={(event) => onFile(event.currentTarget.files?.[0] ?? null)} />
      {file && <p><b>{file.name}</b> <span class="dim">{t('duty.kilobytes', { n: kilobytes(file.size) })}</span></p>}
      <div><Button describedBy={`${id}-why`} onClick={() => input.current?.click()}>{t(file ? 'duty.fileOther' : 'duty.fileChoose')}</Button></div>
      <div id={`${id}-why`}>
        {tooLarge ? <p class="danger small" role="alert">{t('duty.tooLarge', { n: kilobytes(file.size), most: kilobytes(FILE_AT_MOST) })}</p>
          : error && <p class="danger small" role="alert">{error}</p>}
      </div>
    </>
  )
}
