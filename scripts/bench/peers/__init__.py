"""The peers. A further one is a module here that defines `PEER`, and its line below."""

from scripts.bench.peers.pandas_rfm import PEER as PANDAS_RFM
from scripts.bench.peers.peer import Peer
from scripts.bench.peers.splink_clustering import PEER as SPLINK_CLUSTERING
from scripts.bench.peers.splink_prediction import PEER as SPLINK_PREDICTION

PEERS: dict[str, Peer] = {
    peer.name: peer for peer in (SPLINK_CLUSTERING, SPLINK_PREDICTION, PANDAS_RFM)
}
