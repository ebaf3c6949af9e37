"""The use case `import`: what people have elsewhere becomes files of a hub; what cannot is told, with the reason."""
