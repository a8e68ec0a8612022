import { ErrorBoundary, lazy, LocationProvider, Route, Router, useLocation } from 'preact-iso'
import { useEffect, useState } from 'preact/hooks'
import { Today } from '../features/today/Today'
import { Toasts } from '../ui/Toast'
import { t } from '../words'
import { Banners } from './Banners'
import { Broken, Missing } from './Broken'
import { installKeys } from './keys'
import { Navigation } from './Navigation'
import { screen } from './screen'
import { onNotificationOpened } from './update'

const SignIn = lazy(() => import('../features/signin/SignIn')) // often the first screen: it brings its own words
const Inbox = screen(() => import('../features/inbox/Inbox'))
const MeScreen = screen(() => import('../features/me/MeScreen'))
const Take = screen(() => import('../features/snaps/Take'))
const Outbox = screen(() => import('../features/snaps/Outbox'))
const List = screen(() => import('../features/snaps/List'))
const Detail = screen(() => import('../features/snaps/Detail'))
const Calls = screen(() => import('../features/calls/Calls'))
const Call = screen(() => import('../features/calls/Call'))
const SignOff = screen(() => import('../features/calls/SignOff'))
const Form = screen(() => import('../features/calls/Form'))
const Order = screen(() => import('../features/calls/Order'))
const NewCall = screen(() => import('../features/calls/New'))
const EditCall = screen(() => import('../features/calls/Edit'))
const CallStep = screen(() => import('../features/calls/Step'))
const Wishes = screen(() => import('../features/wishes/Wishes'), 'wishes')
const Wish = screen(() => import('../features/wishes/Wish'), 'wishes')
const NewWish = screen(() => import('../features/wishes/New'), 'wishes')
const WishStep = screen(() => import('../features/wishes/Step'), 'wishes')
const WishBoard = screen(() => import('../features/wishes/Board'), 'wishes')
const WishUnits = screen(() => import('../features/wishes/Units'), 'wishes')
const ResponsibilityList = screen(() => import('../features/responsibility/List'))
const MapScreen = screen(() => import('../features/grid/MapScreen'))
const Bank = screen(() => import('../features/points/Bank'), 'points')
const Counter = screen(() => import('../features/points/Counter'), 'points', 'counter')
const BankOffice = screen(() => import('../features/points/Office'), 'points', 'office')
const Activities = screen(() => import('../features/activities/Activities'), 'activities')
const OwnReveals = screen(() => import('../features/people/Reveals'))
const Manage = screen(() => import('../features/people/Manage'))

function Screens() {
  const { route } = useLocation()
  const [broken, setBroken] = useState(false)
  useEffect(() => installKeys(route), [route])
  useEffect(() => onNotificationOpened(route), [route])
  return (
    <div class="app">
      <Navigation />
      <ErrorBoundary onError={() => setBroken(true)}>
        {broken ? <Broken retry={() => setBroken(false)} /> : (
          <Router onRouteChange={() => setBroken(false)}>
            <Route path="/" component={Today} />
            <Route path="/signin" component={SignIn} />
            <Route path="/inbox" component={Inbox} />
            <Route path="/me" component={MeScreen} />
            <Route path="/me/reveals" component={OwnReveals} />
            <Route path="/snap" component={Take} />
            <Route path="/outbox" component={Outbox} />
            <Route path="/snaps" component={List} />
            <Route path="/snaps/:id" component={Detail} />
            <Route path="/calls" component={Calls} />
            <Route path="/calls/new" component={NewCall} />
            <Route path="/calls/:id" component={Call} />
            <Route path="/calls/:id/sign-off" component={SignOff} />
            <Route path="/calls/:id/form" component={Form} />
            <Route path="/calls/:id/order" component={Order} />
            <Route path="/calls/:id/edit" component={EditCall} />
            <Route path="/calls/:id/:step" component={CallStep} />
            <Route path="/wishes" component={Wishes} />
            <Route path="/wishes/new" component={NewWish} />
            <Route path="/wishes/board" component={WishBoard} />
            <Route path="/wishes/units" component={WishUnits} />
            <Route path="/wishes/units/:unit" component={WishUnits} />
            <Route path="/wishes/:id" component={Wish} />
            <Route path="/wishes/:id/:step" component={WishStep} />
            <Route path="/list" component={ResponsibilityList} />
            <Route path="/list/:id" component={ResponsibilityList} />
            <Route path="/map" component={MapScreen} />
            <Route path="/bank" component={Bank} />
            <Route path="/bank/counter" component={Counter} />
            <Route path="/bank/counter/*" component={Counter} />
            <Route path="/bank/street" component={BankOffice} />
            <Route path="/bank/street/*" component={BankOffice} />
            <Route path="/bank/*" component={Bank} />
            <Route path="/activities" component={Activities} />
            <Route path="/activities/*" component={Activities} />
            <Route path="/manage/*" component={Manage} />
            <Route path="/manage" component={Manage} />
            <Route default component={Missing} />
          </Router>
        )}
      </ErrorBoundary>
    </div>
  )
}

export const App = () => (
  <LocationProvider>
    <a class="skip" href="#main">{t('nav.skip')}</a>
    <Banners />
    <Screens />
    <Toasts />
  </LocationProvider>
)
