"""The vendored scripts run as the pages' policy lets them: charts, maps, icons, server-sent events."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

_LOAD = """address => new Promise((done, failed) => {
    const script = document.createElement('script');
    Object.assign(script, {src: address, onload: () => done(true), onerror: () => failed(address)});
    document.head.append(script);
})"""
_CHART = """() => {
    const place = document.createElement('div');
    place.id = 'chart';
    document.body.replaceChildren(place);
    const chart = echarts.init(place, null, {renderer: 'svg', width: 600, height: 300});
    chart.setOption({
        animation: false,
        tooltip: {},
        legend: {},
        grid: {containLabel: true},
        xAxis: {type: 'category', data: ['1月', '2月']},
        yAxis: {},
        series: [
            {type: 'bar', name: '立案', data: [5, 7]},
            {type: 'line', name: '办结', data: [4, 7]},
            {type: 'pie', radius: 30, center: ['80%', '30%'], data: [{name: '巡查', value: 3}]},
        ],
    });
    return chart.getOption().series.length;
}"""
_MAP = """async () => {
    const maplibre = await import('/static/vendor/maplibre/maplibre-gl.mjs');
    const place = document.createElement('div');
    place.id = 'map';
    document.body.replaceChildren(place);
    place.style.width = '600px';
    place.style.height = '400px';
    const square = [[[114.1, 35.7], [114.4, 35.7], [114.4, 35.9], [114.1, 35.9], [114.1, 35.7]]];
    const grid = {type: 'Feature', properties: {}, geometry: {type: 'Polygon', coordinates: square}};
    const map = new maplibre.Map({
        container: place,
        center: [114.25, 35.8],
        zoom: 9,
        attributionControl: false,
        style: {
            version: 8,
            sources: {grids: {type: 'geojson', data: grid}},
            layers: [{id: 'grids', type: 'fill', source: 'grids', paint: {'fill-color': '#06c'}}],
        },
    });
    await new Promise((done, failed) => {
        map.on('idle', done);
        map.on('error', each => failed(each.error));
    });
    return map.queryRenderedFeatures({layers: ['grids']}).length;
}"""


@pytest.fixture
def page(signed_out: Callable[..., Page]) -> Page:
    """Any page of ours, with its policy."""
    page = signed_out()
    page.goto("/auth/sign-in")
    return page


def test_charts_are_drawn_as_svg(page: Page) -> None:
    page.evaluate(_LOAD, "/static/vendor/echarts.min.js")

    drawn = page.evaluate(_CHART)

    assert drawn == 3
    for words in ("立案", "办结", "2月", "巡查"):
        expect(page.locator("#chart svg")).to_contain_text(words)


def test_maps_are_drawn_with_the_worker_beside_them(page: Page) -> None:
    assert page.evaluate(_MAP) > 0


def test_icons_come_from_the_sprite(page: Page) -> None:
    page.evaluate(
        """() => {
            const use = '<use href="/static/vendor/icons.svg#home"></use>';
            document.body.innerHTML = `<svg id="icon" width="24" height="24">${use}</svg>`;
        }"""
    )

    page.wait_for_load_state("networkidle")

    assert page.evaluate("() => document.querySelector('#icon use').getBBox().width") > 10


def test_htmx_takes_its_extension(page: Page) -> None:
    for script in ("htmx.min.js", "sse.js"):
        page.evaluate(_LOAD, f"/static/vendor/{script}")

    assert page.evaluate("() => typeof htmx.createEventSource") == "function"
