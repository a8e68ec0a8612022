import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { NearbySnapsDocument, type NearbySnapsQuery } from '../../../api/gql/graphql'
import { newId } from '../../../api/ids'
import { request } from '../../../api/request'
import { enqueue } from '../../../offline/outbox'
import { Button } from '../../../ui/Button'
import { Icon } from '../../../ui/Icon'
import { t } from '../../../words'
import { when } from '../../../words/time'
import { draft } from './making'

type Near = NearbySnapsQuery['nearbySnaps'][number]
const SHOWN = 2

/** Open snaps around the place, asked anew when it moves; silent without a network: it is an offer, no step. */
function useNearby(): Near[] {
  const found = useSignal<Near[]>([])
  const { lon, lat } = draft.value!.place
  useEffect(() => {
    found.value = []
    if (lon === undefined || lat === undefined) return undefined
    const stop = new AbortController()
    void request(NearbySnapsDocument, { point: { lon, lat, crs: 'WGS84' } }, stop.signal)
      .then((answer) => (found.value = answer.nearbySnaps))
      .catch(() => undefined)
    return () => stop.abort()
  }, [lon, lat])
  return found.value
}

/** The same kind first, then the nearest. */
const byLikeness = (category: string | null) => (a: Near, b: Near) =>
  Number(b.snap.category === category) - Number(a.snap.category === category) || a.distanceMetres - b.distanceMetres

const nameOf = ({ snap }: Near): string => snap.words || t(`category.${snap.category}`)

/** "Somebody has reported this already": one looks at it and comes back; one tap joins in instead of reporting again. */
export function Nearby({ onBacked }: { onBacked: (itemId: string) => void }) {
  const near = useNearby().toSorted(byLikeness(draft.value!.category)).slice(0, SHOWN)
  const back = async (one: Near) => {
    const id = newId()
    const title = t('take.meTooTitle', { what: nameOf(one) })
    onBacked(await enqueue({ id, kind: 'backSnap', title, variables: { id, snapId: one.snap.id } }))
  }
  return (
    <>
      {near.length > 0 && <h2 class="take-near">{t('take.near')}</h2>}
      {near.map((one) => (
        <div class="row mid take-line" key={one.snap.id}>
          <a class="take-there" href={`/snaps/${one.snap.id}`}>
            {one.snap.thumbUrl ? <img class="thumb" src={one.snap.thumbUrl} alt="" /> : <Icon name="people" />}
            <span class="grow">
              <span class="t">{nameOf(one)}</span>
              <span class="m">
                {t('take.nearMeta', { n: Math.max(5, Math.ceil(one.distanceMetres / 5) * 5), when: when(one.snap.takenAt) })}
                {one.snap.backers > 0 && ` · ${t('take.nearBackers', { n: one.snap.backers })}`}
              </span>
            </span>
          </a>
          {one.mine ? <span class="small dim">{t('take.ownAlready')}</span> : one.backedByMe ? <span class="small dim">{t('take.meTooDone')}</span>
            : <Button compact onClick={() => void back(one)}>{t('take.meToo')}</Button>}
        </div>
      ))}
    </>
  )
}
