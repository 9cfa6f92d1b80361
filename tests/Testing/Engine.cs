namespace Testing;

/// <summary>The database engines that the product runs on.</summary>
public enum Engine
{
    /// <summary>A file per service, in a folder of the test's own.</summary>
    Sqlite,

    /// <summary>A database of the test's own, on the server that <c>PLATFORM_TEST_SQLSERVER</c> names.</summary>
    SqlServer,
}
