import { useLocation } from 'preact-iso'
import { useState } from 'preact/hooks'
import { ImportListDocument, type ImportListMutation } from '../gql/graphql'
import { newId } from '../../../api/ids'
import { act } from '../../../api/request'
import { settings } from '../../../api/session'
import { Field } from '../../../ui/Field'
import { Switch } from '../../../ui/Switch'
import { toast } from '../../../ui/Toast'
import { t } from '../../../words'
import { dayOf } from '../../../words/time'
import { changed } from '../../people/useManaged'
import { Wizard, type Question } from '../../people/Wizard'
import { base64, FILE_AT_MOST, nameOf } from './file'
import { FileField } from './FileField'
import { Preview } from './Preview'

export type Report = Extract<ImportListMutation['importResponsibilityList'], { __typename: 'ResponsibilityImport' }>

export interface Edition {
  name: string
  source: string
  startsOn: string
  demonstration: boolean
}

/** /manage/list/new: a file, what it is called, from when it holds; what it would change; then it is taken in. */
export function ImportList() {
  const { route } = useLocation()
  const [file, setFile] = useState<File | null>(null)
  const [edition, setEdition] = useState<Edition>(() => ({ name: '', source: '', startsOn: dayOf(Date.now()), demonstration: settings.peek()?.demo ?? false }))
  /** what would change, and the id under which exactly that is taken in, however often it is sent */
  const [checked, setChecked] = useState<{ id: string; report: Report } | null>(null)

  const send = async (id: string, dryRun: boolean): Promise<Report> => {
    const content = base64(new Uint8Array(await file!.arrayBuffer()))
    return (await act(ImportListDocument, { input: { id, content, dryRun, ...edition } })) as Report
  }
  const check = async () => {
    const id = newId()
    setChecked({ id, report: await send(id, true) })
  }
  const takeIn = async () => {
    const { written } = await send(checked!.id, false)
    toast(t(written ? 'duty.takenIn' : 'duty.nothingNew'))
    changed()
    route('/manage/list', true)
  }
  const choose = (next: File | null) => {
    setFile(next)
    if (next && !edition.name) setEdition({ ...edition, name: nameOf(next.name) })
  }
  if (checked) return <Preview report={checked.report} edition={edition} onBack={() => setChecked(null)} takeIn={takeIn} />
  return <Wizard title={t('duty.import')} up="/manage/list" questions={questions({ file, choose, edition, setEdition })} submit={t('duty.check')} run={check} />
}

interface Answers {
  file: File | null
  choose: (file: File | null) => void
  edition: Edition
  setEdition: (edition: Edition) => void
}

const required = (text: string): string | undefined => (text.trim() ? undefined : t('manage.required'))

const questions = ({ file, choose, edition, setEdition }: Answers): Question[] => [
  {
    fields: ['content'], ask: t('duty.askFile'), hint: t('duty.askFileHint'), missing: () => (!file ? t('duty.fileMissing') : file.size > FILE_AT_MOST ? t('duty.fileUnfit') : undefined),
    body: (error) => <FileField file={file} error={error} onFile={choose} />,
  },
  {
    fields: ['name'], ask: t('duty.askName'), missing: () => required(edition.name),
    body: (error) => <Field label={t('duty.name')} hint={t('duty.nameHint')} value={edition.name} maxLength={80} error={error} onValue={(name) => setEdition({ ...edition, name })} />,
  },
  {
    fields: ['source'], ask: t('duty.askSource'), missing: () => required(edition.source),
    body: (error) => (
      <>
        <Field label={t('duty.sourceName')} hint={t('duty.sourceHint')} value={edition.source} maxLength={200} error={error} onValue={(source) => setEdition({ ...edition, source })} />
        <div class="line top">
          <span class="grow"><b>{t('duty.isDemonstration')}</b><span class="small dim duty-words">{t('duty.isDemonstrationHint')}</span></span>
          <Switch label={t('duty.isDemonstration')} on={edition.demonstration} onChange={(demonstration) => setEdition({ ...edition, demonstration })} />
        </div>
      </>
    ),
  },
  {
    fields: ['startsOn', 'code'], ask: t('duty.askStart'), hint: t('duty.askStartHint'), missing: () => required(edition.startsOn),
    body: (error) => <Field label={t('duty.startsOn')} type="date" required value={edition.startsOn} error={error} onValue={(startsOn) => setEdition({ ...edition, startsOn })} />,
  },
]
