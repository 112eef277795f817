"""All peers by name; a further one is a module that defines `PEER`, and a line here.

A peer's own process imports its module alone, so that no other weighs on its memory.
"""

from scripts.bench.peers.lifetimes_clv import PEER as LIFETIMES_CLV
from scripts.bench.peers.pandas_rfm import PEER as PANDAS_RFM
from scripts.bench.peers.peer import Peer
from scripts.bench.peers.splink_clustering import PEER as SPLINK_CLUSTERING
from scripts.bench.peers.splink_prediction import PEER as SPLINK_PREDICTION

PEERS: dict[str, Peer] = {
    peer.name: peer
    for peer in (SPLINK_CLUSTERING, SPLINK_PREDICTION, PANDAS_RFM, LIFETIMES_CLV)
}
