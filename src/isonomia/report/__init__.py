"""Results as documents: pages of one file each, without scripts or anything from the network, and long texts."""
