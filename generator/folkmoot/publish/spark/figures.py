"""Counts every metric of an export with Spark, on one machine or on a cluster, as lines of JSON.

    spark-submit figures.py [TABLES]

TABLES is where the tables lie, such as hdfs:///hub/tables; without it they are those beside this file's folder. The SQL
is that of this file's folder.
"""

import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path

from pyspark.sql import SparkSession

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Prints a line for each figure: metric, scope, period, series, value, n."""
    told = json.loads((HERE.parent / "export.json").read_text("utf-8"))
    tables = sys.argv[1] if len(sys.argv) > 1 else str(HERE.parent / "tables")
    spark = SparkSession.builder.appName("folkmoot").config("spark.sql.session.timeZone", "UTC").getOrCreate()
    for name in told["tables"]:
        spark.read.parquet(f"{tables.rstrip('/')}/{name}").createOrReplaceTempView(name)
    for statement in (HERE / "views.sql").read_text("utf-8").split(";\n"):
        if statement.strip():
            spark.sql(statement)
    for file in sorted((HERE / "metrics").glob("*.sql")):
        for figure in figures(spark, file.read_text("utf-8")):
            print(json.dumps({"metric": file.stem, **figure}, ensure_ascii=False))
    spark.stop()


def figures(spark: SparkSession, query: str) -> Iterator[dict[str, object]]:
    """What a metric's query says."""
    for row in spark.sql(query.rstrip().removesuffix(";")).toLocalIterator():
        said = {"scope": "", **row.asDict()}
        value = None if said["value"] is None else float(said["value"])
        if value is not None and not math.isfinite(value):
            value = None
        yield {
            "scope": said["scope"],
            "period": said["period"],
            "series": said["series"],
            "value": value,
            "n": int(said["n"] or 0),
        }


if __name__ == "__main__":
    main()
