/** A Spring Boot application that shows video to whoever has logged in. */
package io.github.natcast.examples.spring;
