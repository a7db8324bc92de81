"""So many orders at once: rows are made here while PostgreSQL reads those before."""

import itertools
import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta

import psycopg
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from commerce.customers.models import Customer
from commerce.markets.models import Market
from commerce.orders.models import Order
from commerce.shop.queries import seller
from commerce.shop.rules import number_of
from kinsite.accounts.models import User
from kinsite.demo.many.copying import Rows, next_id, set_sequence, unindexed
from kinsite.demo.many.goods import Warehouse
from kinsite.demo.many.people import PLACES, Person, email_of, make_pool
from kinsite.demo.many.rows import CANCELLED, DELIVERED, HELD, OPEN, REFUNDED, SHIPPED, Orders, Ways
from kinsite.foundation import clock
from kinsite.foundation.actors import Actor, staff
from kinsite.foundation.models import BlindToken

BATCH = 20_000
SKUS = 5_000
POOL = 20_000
MONTHS = 24
# Customers to a thousand orders, and orders in a thousand that wait for somebody.
CUSTOMERS, WAITING = 400, 3
LONG = timedelta(days=365 * MONTHS / 12)
ON_ITS_WAY = timedelta(days=6)
# What waits is new: so much of the time at the end.
RECENT = 0.02
# Of two colleagues the first has so many times the work of the next.
EAGER = 8


class NoShop(Exception):
    """There is no market to sell in, or none of the countries that people of the pool live in."""


@dataclass(frozen=True, slots=True)
class MarketFacts:
    pk: int
    code: str
    language: str
    currency: str
    prices_include_tax: bool


@dataclass(frozen=True, slots=True)
class Buyer:
    id: int
    person: Person
    order_email: str
    token: str


def seed_orders(count, *, say=print, seed=1):
    """Make `count` orders of the last 24 months. All or nothing; NoShop where nobody could buy."""
    chance = random.Random(seed)
    facts = {country: market for country, market in _markets() if country in PLACES}
    if not facts:
        raise NoShop
    people = make_pool(chance, min(POOL, count), list(facts))
    shop = Warehouse(chance, min(SKUS, max(10, count)))
    customers = Customers(chance, max(1, count * CUSTOMERS // 1000), people)
    clerks = _clerks()
    orders = Orders(facts)
    tables = [*customers.tables(), *orders.tables()]
    with psycopg.connect(**connection.get_connection_params()) as database, database.cursor() as cursor:
        ids, numbers = itertools.count(next_id(Order)), _numbers(cursor, count)
        # Foreign keys are checked by nobody meanwhile: what is written is whole.
        with unindexed(cursor, [table.model for table in tables]), ThreadPoolExecutor(1) as writer:
            writing = []
            for place, (order_id, number) in enumerate(zip(ids, numbers, strict=False)):
                ways = _ways(chance, *clerks)
                _order(chance, orders, shop, customers, ways, order_id, number, place / count)
                if place % BATCH == BATCH - 1:
                    _settle(writing)
                    writing = _write(writer, cursor, tables)
                    say(f"{place + 1:,} orders")
            _settle(writing)
            tables += shop.tables(chance)
            _settle(_write(writer, cursor, tables))
            say("indexes are made anew")
    with connection.cursor() as cursor:
        for model in {table.model for table in tables}:
            set_sequence(cursor, model)
        cursor.execute("SET statement_timeout = 0")
        # As a database stands that has settled: lists are read from indexes alone.
        for table in tables:
            cursor.execute(f'VACUUM (ANALYZE) "{table.model._meta.db_table}"')
        cursor.execute("RESET statement_timeout")


def _order(chance, orders, shop, customers, ways, order_id, number, when):
    """Trade grows: the later half of the time has more of the orders."""
    since = LONG * (1 - when**0.7)
    at = clock.now() - since - timedelta(minutes=5)
    fate, buyer = _fate(chance, when, since), customers.draw(chance)
    lines = range(chance.choice((1, 1, 2, 3)))
    basket = [(chance.choice(shop.goods), chance.choice((1, 1, 1, 2, 3))) for _ in lines]
    sold = orders.add(order_id, number, buyer, basket, ways, fate, at)
    if fate in (OPEN, HELD):
        orders.allocate(shop, order_id, sold, at)


def _clerks():
    """Who packs, and how much of it; nobody in particular where there are no colleagues."""
    people = [staff(user) for user in User.objects.filter(is_staff=True).order_by("pk")]
    people = people or [Actor("staff", None, "Staff")]
    return people, [EAGER**-place for place in range(len(people))]


def _ways(chance, clerks, weights):
    """Few want it soon, and some ways to pay are rare: a list is narrowed by common and by rare ones."""
    delivery = "express" if chance.random() < 0.05 else "standard"
    [payment] = chance.choices(("card", "klarna", "link", "sepa_debit"), (88, 8, 3.9, 0.1))
    [clerk] = chance.choices(clerks, weights)
    return Ways(delivery, payment, clerk)


def _fate(chance, when, since):
    if when > 1 - RECENT and chance.random() < WAITING / 1000 / RECENT:
        return HELD if chance.random() < 0.1 else OPEN
    if chance.random() < 0.04:
        return CANCELLED
    if since < ON_ITS_WAY:
        return SHIPPED
    return REFUNDED if chance.random() < 0.03 and since > 3 * ON_ITS_WAY else DELIVERED


def _markets():
    for market in Market.objects.select_related("price_list").order_by("-is_default"):
        facts = MarketFacts(
            market.pk, market.code, market.language, market.currency, market.prices_include_tax
        )
        for country in market.countries:
            yield country, facts


class Customers:
    """Each is one of the pool, with an address of their own."""

    def __init__(self, chance, count, people):
        self.rows = Rows(Customer, "id email name phone")
        kind = ContentType.objects.get_for_model(Customer).pk
        self.tokens = Rows(BlindToken, "kind digest object_id", content_type_id=kind)
        first = next_id(Customer)
        self.buyers = [self._make(first + place, chance.choice(people)) for place in range(count)]

    def tables(self):
        return [self.rows, self.tokens]

    def _make(self, number, person):
        email, order_email, token = email_of(person, number)
        self.rows.add(number, email, person.name, person.phone)
        for kind, digest in (("email", token), *person.tokens):
            if kind != "postcode":
                self.tokens.add(kind, digest, number)
        return Buyer(number, person, order_email, token)

    def draw(self, chance):
        """Some buy often, most once or twice."""
        return self.buyers[int(len(self.buyers) * chance.random() ** 1.6)]


def _numbers(cursor, count):
    """Numbers of the shop's own sequence, so that the next order has the next."""
    cursor.execute("SELECT nextval('commerce_order_number') FROM generate_series(1, %s)", [count])
    us = seller()
    return [number_of(us.order_prefix, us.order_digits, number) for (number,) in cursor.fetchall()]


def _write(writer, cursor, tables):
    """Copies that run while the next rows are made."""
    full = [(table, table.take()) for table in tables]
    return [writer.submit(table.copy, cursor, lines) for table, lines in full if lines]


def _settle(writing):
    for one in writing:
        one.result()
