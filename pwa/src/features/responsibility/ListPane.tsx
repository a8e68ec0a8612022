import { useLocation } from 'preact-iso'
import { useEffect, useState } from 'preact/hooks'
import {
  ListAreasDocument, ListItemsDocument, ListMatchesDocument, type ListAreasQuery, type ListedItemFragment, type ListMatchesQuery, type ResponsibilityArea,
} from './gql/graphql'
import type { FeedEvent } from '../../api/feed'
import { request } from '../../api/request'
import { useShown } from '../../api/shown'
import { useScroll } from '../../shell/useScroll'
import { Button } from '../../ui/Button'
import { Empty } from '../../ui/Empty'
import { Icon } from '../../ui/Icon'
import { Row, Rows } from '../../ui/Row'
import { t } from '../../words'
import { language } from '../../words/language'
import { pieces } from '../calls/item/marked'
import '../snaps/list/list.css'
import { Search } from '../snaps/list/Search'
import { chosenOf, pathOf, type Chosen } from './chosen'
import { Edition } from './Edition'

type List = NonNullable<ListAreasQuery['responsibilityList']>
type AreaInfo = List['areas'][number]
type Match = ListMatchesQuery['responsibilityMatches'][number]

/** A new version has been taken in. */
const ofList = (event: FeedEvent): boolean => event.kind === 'responsibility.imported'

/** What was last looked at: beside an item it stays as it was. */
const last: Chosen = { area: null, text: '' }

function useChosen(): Chosen {
  const { path, query } = useLocation()
  const chosen = path === '/list' ? chosenOf(query) : { ...last }
  Object.assign(last, chosen)
  return chosen
}

export const areaName = ({ nameZh, nameEn }: Pick<AreaInfo, 'nameZh' | 'nameEn'>): string => (language.value === 'zh' ? nameZh : nameEn)

/** Search, then the eleven areas, the items of one, or what was found. */
export function ListPane({ selected }: { selected?: string | undefined }) {
  const chosen = useChosen()
  const { route } = useLocation()
  const shown = useShown(ListAreasDocument, {}, { staleBy: ofList })
  const box = useScroll(pathOf(chosen))
  const answer = shown.data.value
  if (!answer) return shown.problem.value ? <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty> : null
  const list = answer.responsibilityList
  if (!list) return <Empty title={t('duty.none')}>{t('duty.noneHint')}</Empty>
  return (
    <div ref={box}>
      <Edition list={list} />
      <div class="list-head"><Search text={chosen.text} focus={false} label={t('duty.search')} onText={(text) => route(pathOf({ area: null, text }), true)} /></div>
      {chosen.text ? <Found key={`${list.id} ${chosen.text}`} text={chosen.text} selected={selected} />
        : chosen.area ? <InArea key={`${list.id} ${chosen.area}`} info={list.areas.find((one) => one.area === chosen.area)!} selected={selected} />
        : <Areas list={list} />}
    </div>
  )
}

const Areas = ({ list }: { list: List }) => (
  <Rows label={t('duty.areas')}>
    {list.areas.map((one) => (
      <li key={one.area}><Row href={pathOf({ area: one.area, text: '' })} title={areaName(one)} meta={t('duty.counts', { items: one.itemCount, situations: one.situationCount })} chevron /></li>
    ))}
  </Rows>
)

const PAGE = 100

/** The items of an area: the first page is kept true, further ones come when asked for. */
function useItems(area: ResponsibilityArea) {
  const first = useShown(ListItemsDocument, { area, first: PAGE, after: null }, { staleBy: ofList }).data.value?.responsibilityItems
  const [more, setMore] = useState<readonly ListedItemFragment[]>([])
  const [next, setNext] = useState<string | null>(null)
  useEffect(() => {
    setMore([])
    setNext(first?.pageInfo.hasNextPage ? first.pageInfo.endCursor : null)
  }, [first])
  const showMore = async () => {
    const { nodes, pageInfo } = (await request(ListItemsDocument, { area, first: PAGE, after: next })).responsibilityItems
    setMore([...more, ...nodes])
    setNext(pageInfo.hasNextPage ? pageInfo.endCursor : null)
  }
  return { items: first && [...first.nodes, ...more], next, showMore }
}

function InArea({ info, selected }: { info: AreaInfo; selected: string | undefined }) {
  const { items, next, showMore } = useItems(info.area)
  return (
    <>
      <a class="link duty-back" href="/list"><Icon name="back" small />{t('duty.allAreas')}</a>
      <h2 class="duty-area">{areaName(info)} <span class="faint">{info.itemCount}</span></h2>
      {items?.length === 0 && <p class="dim">{t('duty.emptyArea')}</p>}
      {items && items.length > 0 && (
        <Rows label={areaName(info)}>
          {items.map((item) => (
            <li key={item.id}><Row href={`/list/${item.id}`} selected={item.id === selected} title={`${item.number} ${item.name}`} meta={t('item.lead', { unit: item.lead.unit })} /></li>
          ))}
        </Rows>
      )}
      {next && <div class="list-end"><Button onClick={() => void showMore()}>{t('list.more')}</Button></div>}
    </>
  )
}

function Found({ text, selected }: { text: string; selected: string | undefined }) {
  const shown = useShown(ListMatchesDocument, { text }, { staleBy: ofList })
  const found = shown.data.value?.responsibilityMatches
  if (!found) return shown.problem.value ? <p class="dim" role="status">{t('item.offline')}</p> : null
  if (!found.length) return <Empty title={t('duty.notFound', { text })} action={{ label: t('duty.allAreas'), href: '/list' }}>{t('duty.notFoundHint')}</Empty>
  return (
    <>
      <p class="small dim duty-found" role="status">{t('duty.found', { n: found.length })}</p>
      <Rows label={t('duty.search')}>
        {found.map((match) => (
          <li key={match.item.id}><Row href={`/list/${match.item.id}`} selected={match.item.id === selected} title={<Marked match={match} />} meta={<About match={match} />} /></li>
        ))}
      </Rows>
    </>
  )
}

/** The situation that the words met, or the item's name; the words themselves are marked. */
const Marked = ({ match: { item, situation, ranges } }: { match: Match }) => (
  <>{pieces(situation?.words ?? item.name, ranges).map((one) => (one.marked ? <mark key={one.at}>{one.text}</mark> : one.text))}</>
)

const About = ({ match: { item, situation } }: { match: Match }) => (
  <>{situation ? `${item.number} ${item.name}` : t('item.number', { number: item.number })} · {t('item.lead', { unit: item.lead.unit })}</>
)
