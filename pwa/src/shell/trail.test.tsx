import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { LocationProvider, useLocation } from 'preact-iso'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { stepsBack, useReturn } from './trail'

function Step() {
  const { url } = useLocation()
  const goBackTo = useReturn()
  return <><output>{url}</output><button type="button" onClick={() => goBackTo('/calls/a')}>send</button></>
}

/** A browser that came by these pages, and one that was left again by the phone's back. */
const came = (...paths: string[]) =>
  vi.stubGlobal('navigation', { currentEntry: { index: paths.length - 1 }, entries: () => [...paths, '/calls/a'].map((path) => ({ url: `https://gridcall.example${path}` })) })

const send = () => {
  render(<LocationProvider><Step /></LocationProvider>)
  fireEvent.click(screen.getByText('send'))
}
const went = vi.spyOn(history, 'go').mockImplementation(() => undefined)

beforeEach(() => {
  went.mockClear()
  history.replaceState(null, '', '/calls/a/respond')
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

test('a step goes back to the page it was begun on, over the pages of the step', () => {
  came('/calls', '/calls/a?tab=story', '/calls/a/respond', '/calls/a/return?part=p')
  send()
  expect(went).toHaveBeenCalledWith(-2)
})

test('a step that was begun elsewhere makes room for the page', async () => {
  came('/calls', '/calls/a/respond')
  send()
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('/calls/a'))
  expect(went).not.toHaveBeenCalled()
})

test('so it does where the browser does not tell how one came', async () => {
  send()
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('/calls/a'))
  expect(went).not.toHaveBeenCalled()
})

test('only the nearest page counts', () => {
  expect(stepsBack(['/calls/a', '/calls', '/calls/a/close'], '/calls/a')).toBe(0)
  expect(stepsBack(['/calls/ab'], '/calls/a')).toBe(0)
  expect(stepsBack([], '/calls/a')).toBe(0)
})
