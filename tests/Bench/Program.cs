using Bench.Gateway;
using Bench.Hop;
using Bench.Import;
using Bench.Scale;
using Bench.Webhooks;

switch (args)
{
    case ["gateway"]:
        await GatewayBench.RunAsync();
        return 0;
    case ["hop"]:
        await HopBench.RunAsync();
        return 0;
    case ["scale"]:
        await ScaleBench.RunAsync();
        return 0;
    case ["webhooks"]:
        await WebhookBench.RunAsync();
        return 0;
    case ["import"]:
        await ImportBench.RunAsync(1_000_000);
        return 0;
    case ["import", var rows]:
        await ImportBench.RunAsync(int.Parse(rows, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    // What the first two start as processes of their own.
    case ["bare"]:
        await BareKestrel.RunAsync();
        return 0;
    case ["receiver"]:
        await Receiver.RunAsync();
        return 0;
    case ["loop-receiver"]:
        await HandBatchedLoop.ReceiveAsync();
        return 0;
    default:
        Console.Error.WriteLine(
            """
            dotnet run -c Release --project tests/Bench -- gateway | hop | scale | webhooks | import [rows]
              gateway  POST straight to the service and through the gateway, against bare Kestrel with the same SQL
              hop      commit to effect in another service over RabbitMQ, against a loop batched by hand on RabbitMQ.Client
              scale    reads of enrollment with 1,000,000 learners against the same with 10,000, on SQLite alone
              webhooks a change to 1,000 receivers that answer, against the same with one that never does, on SQLite alone
              import   1,000,000 learners from a CSV against a prepared insert loop into the tables that it fills, on SQLite alone
            The others on SQLite, and on SQL Server where PLATFORM_TEST_SQLSERVER names one.
            """);
        return 2;
}
